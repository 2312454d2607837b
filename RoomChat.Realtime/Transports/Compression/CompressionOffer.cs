using Microsoft.Extensions.Primitives;

namespace RoomChat.Realtime.Transports.Compression;

/// <summary>
/// The header <c>Sec-WebSocket-Extensions</c> of a handshake, in which a client offers permessage-deflate
/// (https://www.rfc-editor.org/rfc/rfc7692#section-7.1).
/// </summary>
internal static class CompressionOffer
{
    private const string Extension = "permessage-deflate";
    private const string ServerKeepsNothing = "server_no_context_takeover";
    private const string ClientKeepsNothing = "client_no_context_takeover";
    private const string ServerWindow = "server_max_window_bits";
    private const string ClientWindow = "client_max_window_bits";
    private const int LargestWindow = 15;

    /// <summary>
    /// The answer to an accepted offer. Neither side keeps its window between messages: so a message is compressed once for all receivers,
    /// and a silent connection holds no memory for it.
    /// </summary>
    public const string Agreement = $"{Extension}; {ServerKeepsNothing}; {ClientKeepsNothing}";

    /// <summary>
    /// Whether one of the client's offers fits <see cref="Agreement"/>. Invalid offers, and those that limit the server's window, are
    /// declined, as the RFC allows: the connection is then not compressed.
    /// </summary>
    public static bool IsAcceptable(StringValues header)
    {
        foreach (var line in header)
        {
            foreach (var offer in (line ?? "").Split(','))
            {
                if (IsAcceptable(offer.Split(';', StringSplitOptions.TrimEntries))) return true;
            }
        }
        return false;
    }

    private static bool IsAcceptable(string[] offer)
    {
        if (!offer[0].Equals(Extension, StringComparison.OrdinalIgnoreCase)) return false;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in offer.AsSpan(1))
        {
            var parts = parameter.Split('=', 2, StringSplitOptions.TrimEntries);
            if (!seen.Add(parts[0]) || !IsAcceptable(parts[0].ToLowerInvariant(), parts.ElementAtOrDefault(1))) return false;
        }
        return true;
    }

    private static bool IsAcceptable(string parameter, string? value) => parameter switch
    {
        ServerKeepsNothing or ClientKeepsNothing => value is null,
        ServerWindow => WindowOf(value) == LargestWindow,
        // A hint that the client could use a smaller window. The server may ignore it.
        ClientWindow => value is null || WindowOf(value) is not null,
        _ => false,
    };

    /// <summary>8 to 15, without a leading zero, and perhaps in quotes; null for anything else.</summary>
    private static int? WindowOf(string? value) => value?.Trim('"') switch
    {
        [>= '8' and <= '9' and var digit] => digit - '0',
        ['1', >= '0' and <= '5' and var digit] => 10 + digit - '0',
        _ => null,
    };
}
