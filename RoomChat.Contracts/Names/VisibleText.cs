using System.Globalization;
using System.Text;

namespace RoomChat.Contracts.Names;

/// <summary>What names and other short texts of users have in common.</summary>
internal static class VisibleText
{
    /// <summary>The text with single blanks: browsers show several blanks in a row, of any kind, as one.</summary>
    public static string SingleBlanks(string text)
    {
        var single = new StringBuilder(text.Length);
        foreach (var letter in text.Trim())
        {
            if (char.GetUnicodeCategory(letter) != UnicodeCategory.SpaceSeparator) single.Append(letter);
            else if (single.Length > 0 && single[^1] != ' ') single.Append(' ');
        }

        return single.ToString();
    }

    /// <summary>Whether a text has no half of a character.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>Whether a text has at most so many characters as people count them, and at most so many bytes of UTF-8.</summary>
    public static bool Fits(string text, int characters, int bytes) =>
        Encoding.UTF8.GetByteCount(text) <= bytes && new StringInfo(text).LengthInTextElements <= characters;
}
