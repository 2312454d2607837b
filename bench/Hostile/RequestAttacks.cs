using System.Globalization;
using System.Text;
using RoomChat.Benchmarks.Wire;

namespace RoomChat.Benchmarks.Hostile;

/// <summary>HTTP attacks on the gateway, most of them without a key.</summary>
/// <param name="gateway">The address of the gateway.</param>
/// <param name="key">A key for attacks that need one.</param>
internal sealed class RequestAttacks(Uri gateway, string key)
{
    private const int BodyBytes = 28_000_000;
    private const int LineBytes = 200_000;
    private static readonly byte[] Piece = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(0.05);
    private static readonly TimeSpan Seldom = TimeSpan.FromSeconds(0.5);
    private int _guesses;

    public IEnumerable<Attack> All =>
    [
        new("connections that say nothing", 1_000, Seldom, ct => HoldAsync([], ct)),
        new("requests that never end", 100, Seldom, ct => HoldAsync(Encoding.ASCII.GetBytes("GET /" + new string('x', LineBytes)), ct)),
        .. from path in (string[])["/session", "/", "/publish", "/hub/negotiate", "/health"]
           select new Attack($"a body of 28 MB to {path}", 1, Seldom, ct => BodyAsync(path, ct)),
        new("chunks of an impossible size", 2, Often, ct => AskAsync(
            "/publish", "POST", "80000000\r\n", [Key, "Content-Type: application/json", "Transfer-Encoding: chunked"], ct)),
        new("keys that are guessed", 4, Often, ct => AskAsync("/rooms", "GET", "", [Guess()], ct)),
        new("sessions that nobody uses", 2, Often, ct => AskAsync(
            "/session", "POST", "{}", ["Content-Type: application/json", "Content-Length: 2"], ct)),
    ];

    private string Key => $"Ocp-Apim-Subscription-Key: {key}";

    private string Guess() =>
        string.Create(CultureInfo.InvariantCulture, $"Ocp-Apim-Subscription-Key: guess-number-{Interlocked.Increment(ref _guesses)}");

    private async Task HoldAsync(byte[] beginning, CancellationToken ct)
    {
        using var socket = await RawSocket.ConnectAsync(gateway, ct);
        await socket.SendAsync(beginning, ct);
        await socket.ReadToEndAsync(ct);
    }

    private async Task BodyAsync(string path, CancellationToken ct)
    {
        using var socket = await RawSocket.ConnectAsync(new Uri(gateway, path), ct);
        await socket.SendAsync(
            socket.Head(
                "POST", Key, "Content-Type: application/json", string.Create(CultureInfo.InvariantCulture, $"Content-Length: {BodyBytes}")),
            ct);
        for (var sent = 0; sent < BodyBytes; sent += Piece.Length) await socket.SendAsync(Piece, ct);
        await socket.ReadHeadAsync(ct);
    }

    private async Task AskAsync(string path, string method, string body, string[] headers, CancellationToken ct)
    {
        using var socket = await RawSocket.ConnectAsync(new Uri(gateway, path), ct);
        await socket.SendAsync(socket.Head(method, headers), ct);
        await socket.SendAsync(Encoding.ASCII.GetBytes(body), ct);
        await socket.ReadHeadAsync(ct);
    }
}
