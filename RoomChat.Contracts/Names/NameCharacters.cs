using System.Globalization;
using System.Text;

namespace RoomChat.Contracts.Names;

/// <summary>The Unicode characters that a name may have.</summary>
internal static class NameCharacters
{
    /// <summary>More than any language uses on one letter.</summary>
    private const int MaxMarks = 5;

    private const int NoJoiner = 0x200C;
    private const int Joiner = 0x200D;
    private const int KeycapMark = 0x20E3;

    /// <summary>Describes the first fault in the characters of a text, for people; null when there is none.</summary>
    public static string? FindProblem(string text)
    {
        var marks = 0;
        var runes = text.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            var category = Rune.GetUnicodeCategory(runes[i]);
            if (category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return "It has a control character.";
            if (IsDirection(runes[i].Value)) return "It has a character that changes the direction of text.";
            if (IsInvisible(runes[i]) && !IsJoining(runes, i)) return "It has a character that cannot be seen.";
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            if (marks > MaxMarks) return "It has too many marks on one letter.";
            if (i == 0 && IsMark(category)) return "It begins with a mark that belongs on a letter.";
        }

        return null;
    }

    /// <summary>Whether a character is drawn as nothing, even if its category is a letter.</summary>
    public static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is
            UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
        || IsVariationSelector(rune.Value)
        || IsBlank(rune.Value);

    private static bool IsDirection(int code) =>
        code is 0x61C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x206F);

    private static bool IsVariationSelector(int code) =>
        code is (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>
    /// Letters, marks and symbols that are drawn as nothing: grapheme joiner, Hangul fillers, Khmer inherent vowels, Braille blank, others.
    /// </summary>
    private static bool IsBlank(int code) => code is
        0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164
        or 0xFFA0 or 0xFFFC or 0xFFFD or 0x13441 or 0x13442 or 0x16FE4 or 0x1D159;

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Joiners and selectors are allowed within emoji, and between letters of scripts that join them.</summary>
    private static bool IsJoining(Rune[] runes, int i)
    {
        var (before, after) = (i > 0 ? runes[i - 1] : default, i + 1 < runes.Length ? runes[i + 1] : default);
        return runes[i].Value switch
        {
            0xFE0E or 0xFE0F => IsSymbol(before) || after.Value == KeycapMark,
            Joiner when IsSymbol(after) => IsSymbol(before) || (before.Value == 0xFE0F && i > 1 && IsSymbol(runes[i - 2])),
            Joiner or NoJoiner => IsOfJoiningScript(before) && IsOfJoiningScript(after),
            _ => false,
        };
    }

    /// <summary>An emoji, or the modifier of one.</summary>
    private static bool IsSymbol(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol && rune.Value > 0x7F;

    /// <summary>Arabic to Syriac and N'Ko, the scripts of India, Myanmar, Khmer and Mongolian.</summary>
    private static bool IsOfJoiningScript(Rune rune) =>
        rune.Value is (>= 0x620 and <= 0x8FF) or (>= 0x900 and <= 0xDFF) or (>= 0x1000 and <= 0x109F)
            or (>= 0x1780 and <= 0x17D3) or (>= 0x1820 and <= 0x18AA)
        && !IsBlank(rune.Value)
        && Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format;
}
