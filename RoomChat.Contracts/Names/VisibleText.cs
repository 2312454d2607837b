using System.Globalization;
using System.Text;

namespace RoomChat.Contracts.Names;

/// <summary>Checks that names and other short texts of users share.</summary>
internal static class VisibleText
{
    /// <summary>The text with single blanks. Browsers show several blanks in a row, of any kind, as one.</summary>
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

    /// <summary>Whether all surrogates of a text are in pairs.</summary>
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

    /// <summary>Whether a text has at most this many user-perceived characters, and at most this many bytes of UTF-8.</summary>
    public static bool Fits(string text, int characters, int bytes) =>
        Encoding.UTF8.GetByteCount(text) <= bytes && new StringInfo(text).LengthInTextElements <= characters;
}
