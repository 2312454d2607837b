using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace RoomChat.Tests.Fixtures;

/// <summary>Sends raw HTTP requests, also invalid ones that HTTP clients refuse to send.</summary>
internal static partial class RawHttp
{
    /// <summary>The headers of a WebSocket handshake (RFC 6455).</summary>
    internal static readonly string[] Handshake =
        ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The handshake without one header, and with additional ones.</summary>
    internal static string[] Without(string name, params string[] others) =>
        [.. Handshake.Where(line => !line.StartsWith(name + ":", StringComparison.Ordinal)), .. others];

    /// <summary>Sends a request. Returns the answer's status and headers.</summary>
    internal static async Task<(int Status, IReadOnlyDictionary<string, string> Headers)> SendAsync(
        Uri address, string start, params string[] headers)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Ct);
        await using var stream = client.GetStream();
        var request = string.Join("\r\n", [start, $"Host: {address.Authority}", .. headers, "", ""]);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Ct);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var status = await reader.ReadLineAsync(Ct) ?? throw new IOException("There is no answer.");
        var answer = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(Ct) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            answer[line[..colon]] = line[(colon + 1)..].Trim();
        }
        return (int.Parse(status.Split(' ')[1], CultureInfo.InvariantCulture), answer);
    }

    /// <summary>
    /// Sends the bytes and then a request that ends the connection, if the server has not ended it. Returns all received text.
    /// </summary>
    internal static async Task<string> ExchangeAsync(Uri address, string bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, Ct);
        await using var stream = client.GetStream();
        using var answer = new MemoryStream();
        try
        {
            var last = $"GET /alive HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.Latin1.GetBytes(bytes + last), Ct);
            await stream.CopyToAsync(answer, Ct);
        }
        catch (IOException)
        {
            // A server that has answered may reset the connection instead of reading the rest.
        }
        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>The statuses of all answers in the received text.</summary>
    internal static IReadOnlyList<int> Statuses(string answers) =>
        [.. StatusLine().Matches(answers).Select(line => int.Parse(line.Groups["status"].Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"HTTP/1\.1 (?<status>\d{3})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusLine();
}
