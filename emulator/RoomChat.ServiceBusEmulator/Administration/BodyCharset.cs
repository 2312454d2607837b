using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Net.Http.Headers;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Checks the charset of a body: the one in its content type or in its XML declaration.</summary>
internal static partial class BodyCharset
{
    /// <summary>In bytes. An XML declaration stands at the start of a document and is short.</summary>
    private const int LongestDeclaration = 200;

    /// <exception cref="CharsetException">The content type names a charset that cannot be read.</exception>
    public static void Check(string? contentType)
    {
        // An invalid content type names no charset.
        if (contentType is null || !MediaTypeHeaderValue.TryParse(contentType, out var type)) return;
        if (HeaderUtilities.RemoveQuotes(type.Charset) is { HasValue: true } charset) CheckKnown(charset.Value!);
    }

    /// <exception cref="CharsetException">The document declares an encoding that cannot be read.</exception>
    public static void Check(ReadOnlySpan<byte> document)
    {
        var start = Encoding.Latin1.GetString(document[..Math.Min(document.Length, LongestDeclaration)]);
        if (Declaration().Match(start) is { Success: true } declaration) CheckKnown(declaration.Groups["charset"].Value);
    }

    private static void CheckKnown(string charset)
    {
        try
        {
            _ = Encoding.GetEncoding(charset);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            throw new CharsetException(charset);
        }
    }

    [GeneratedRegex(
        """^(\xEF\xBB\xBF)?<\?xml[^>]*\sencoding\s*=\s*["'](?<charset>[^"'>]*)["']""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
