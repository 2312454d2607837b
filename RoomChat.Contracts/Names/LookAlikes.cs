using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace RoomChat.Contracts.Names;

/// <summary>
/// Finds texts that people confuse, such as <c>Ada</c>, <c>ADA</c>, <c>Αdа</c> with letters of other alphabets, and <c>𝐀𝐝𝐚</c>.
/// </summary>
public static class LookAlikes
{
    private const int FirstHangul = 0xAC00;
    private const int LastHangul = 0xD7A3;
    private const int HangulVowels = 21;
    private const int HangulTails = 28;

    /// <summary>Blocks that repeat the Latin alphabet: bold, italic, circled, squared and so on, and flags.</summary>
    private static readonly (int First, int Last)[] Alphabets =
        [(0x249C, 0x24B5), (0x1D400, 0x1D6A3), (0x1F110, 0x1F129), (0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x1F1E6, 0x1F1FF)];

    private static readonly FrozenDictionary<int, string> Table = ReadTable();

    /// <summary>Two texts look alike when their skeletons are equal. A skeleton is not for display.</summary>
    public static string SkeletonOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var skeleton = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var letter in Fold(rune)) skeleton.Append(Shape(letter));
        }

        return skeleton.ToString();
    }

    /// <summary>Whether a text has characters that may look exactly like others but have another skeleton.</summary>
    public static bool IsUncertain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var rune in text.EnumerateRunes())
        {
            // Variants of ideographs for old character sets.
            if (rune.Value is (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F)) return true;
        }

        return false;
    }

    /// <summary>A letter without case, marks and font.</summary>
    private static string Fold(Rune rune)
    {
        var code = rune.Value;
        if (NameCharacters.IsInvisible(rune) || IsLooseMark(code)) return "";
        if (Rune.IsWhiteSpace(rune)) return " ";
        if (code is >= 0xFF01 and <= 0xFF5E) return Fold(new Rune(code - 0xFF00 + ' '));
        if (code is >= 0x1D7CE and <= 0x1D7FF) return Fold(new Rune('0' + ((code - 0x1D7CE) % 10)));
        foreach (var (first, last) in Alphabets)
        {
            if (code >= first && code <= last) return $"{(char)('a' + ((code - first) % 26))}";
        }

        if (code is >= FirstHangul and <= LastHangul) return Jamo(code - FirstHangul);
        // Some small letters have no entry of their own, but their capital has one. An example is M in Cyrillic.
        return Table.TryGetValue(code, out var folded) || Table.TryGetValue(Rune.ToUpperInvariant(rune).Value, out folded)
            ? folded
            : Rune.ToLowerInvariant(rune).ToString();
    }

    /// <summary>Letters that many fonts draw alike.</summary>
    private static string Shape(char letter) => letter switch
    {
        'i' or '1' or '|' => "l",
        '0' => "o",
        'm' => "rn",
        'w' => "vv",
        _ => letter.ToString(),
    };

    /// <summary>Combining marks. In some texts they form one character with their letter, in others two.</summary>
    private static bool IsLooseMark(int code) => code is
        (>= 0x300 and <= 0x36F) or (>= 0x483 and <= 0x489) or (>= 0x5B0 and <= 0x5C2) or (>= 0x653 and <= 0x655)
        or 0x93C or 0x9BC or 0xA3C or 0xB3C
        or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or 0x3099 or 0x309A or (
            >= 0xFE20 and <= 0xFE2F);

    /// <summary>Decomposes a Hangul syllable into its letters (jamo).</summary>
    private static string Jamo(int syllable)
    {
        var (lead, vowel, tail) = (syllable / (HangulVowels * HangulTails), syllable / HangulTails % HangulVowels, syllable % HangulTails);
        var letters = string.Create(CultureInfo.InvariantCulture, $"{(char)(0x1100 + lead)}{(char)(0x1161 + vowel)}");
        return tail == 0 ? letters : letters + (char)(0x11A7 + tail);
    }

    private static FrozenDictionary<int, string> ReadTable()
    {
        var table = new Dictionary<int, string>();
        foreach (var (latin, others) in LookAlikeTable.ToLatin)
        {
            foreach (var other in others.EnumerateRunes()) table[other.Value] = latin;
        }

        foreach (var group in LookAlikeTable.WithMarks.SelectMany(line => line.Split(' ')))
        {
            var letters = group.EnumerateRunes().ToArray();
            foreach (var marked in letters[1..]) table[marked.Value] = letters[0].ToString();
        }

        return table.ToFrozenDictionary();
    }
}
