using System.Globalization;

namespace RoomChat.Web.Client.Text;

/// <summary>Finds and parses the addresses that a message may link to.</summary>
internal static class WebAddress
{
    /// <summary>Maximum length. Longer addresses stay plain text.</summary>
    public const int Longest = 2048;

    /// <summary>At the end of an address, these characters belong to the sentence around it.</summary>
    private const string Trailing = ".,:;!?'*_~";

    /// <summary>Characters that end an address. They are not part of addresses, and often follow one.</summary>
    private const string Ends = "<>\"`؟،؛۔。，、；：！？（）「」『』《》";

    private static readonly string[] Beginnings = ["https://", "http://", "www."];

    /// <summary>The address to link to; null when it is not valid, or not a web page or mail address.</summary>
    public static string? Parse(string text)
    {
        if (text.Length is 0 or > Longest || !text.All(IsAllowed)) return null;
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return ParseMail(text);
        if (BeginningAt(text, 0) is not { } beginning) return null;
        var full = beginning == "www." ? "https://" + text : text;
        return Uri.TryCreate(full, UriKind.Absolute, out var uri) && IsPage(uri) ? uri.AbsoluteUri : null;
    }

    /// <summary>Length of the address that begins at a place in a text; 0 for none.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int start)
    {
        if (start > 0 && char.IsLetterOrDigit(text[start - 1])) return 0;
        if (BeginningAt(text, start) is not { } beginning) return 0;
        var (end, round, square) = (start, 0, 0);
        for (; end < text.Length && end - start < Longest && IsAllowed(text[end])
            && !Ends.Contains(text[end], StringComparison.Ordinal); end++)
        {
            if (text[end] == '(') round++;
            if (text[end] == '[') square++;
            // A closing bracket without an opening one in the address belongs to the text around it.
            if ((text[end] == ')' && --round < 0) || (text[end] == ']' && --square < 0)) break;
        }

        while (end > start && Trailing.Contains(text[end - 1], StringComparison.Ordinal)) end--;
        return end - start > beginning.Length ? end - start : 0;
    }

    private static string? BeginningAt(ReadOnlySpan<char> text, int start)
    {
        foreach (var beginning in Beginnings)
        {
            if (text[start..].StartsWith(beginning, StringComparison.OrdinalIgnoreCase)) return beginning;
        }

        return null;
    }

    // An address with a user name before the host is refused, because it hides the real host.
    private static bool IsPage(Uri uri) =>
        (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static string? ParseMail(string text)
    {
        var isAddress = text.Count(letter => letter == '@') == 1 && !text.Contains('?', StringComparison.Ordinal);
        return isAddress && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeMailto
            ? uri.AbsoluteUri
            : null;
    }

    private static bool IsAllowed(char letter) =>
        letter != '\\' && !char.IsWhiteSpace(letter) && !char.IsControl(letter)
        && char.GetUnicodeCategory(letter) != UnicodeCategory.Format;
}
