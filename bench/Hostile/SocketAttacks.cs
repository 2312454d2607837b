using System.Text;
using RoomChat.Benchmarks.FanOut.Load;
using RoomChat.Benchmarks.Wire;

namespace RoomChat.Benchmarks.Hostile;

/// <summary>Attacks on accepted WebSockets.</summary>
/// <param name="ws">The address of <c>/ws</c>, with a key.</param>
/// <param name="hub">The address of <c>/hub</c>, with a key.</param>
internal sealed class SocketAttacks(Uri ws, Uri hub)
{
    private const int LongestControlFrame = 125;
    private const int FragmentsAtOnce = 1000;
    private static readonly byte[] SignalRHandshake = MaskedFrame.Text("{\"protocol\":\"json\",\"version\":1}\u001e");
    private static readonly byte[] Ping =
        [0x89, 0x80 | LongestControlFrame, 0, 0, 0, 0, .. Enumerable.Repeat((byte)'p', LongestControlFrame)];
    private static readonly byte[] FirstFragment = [0x01, 0x80, 0, 0, 0, 0];
    private static readonly byte[] EmptyFragment = [0x00, 0x80, 0, 0, 0, 0];
    private static readonly byte[] OneByteFragment = [0x00, 0x81, 0, 0, 0, 0, (byte)' '];
    private static readonly byte[] LongHeader = [0x81, 0x80 | 126, 0xff, 0xff, 0, 0, 0, 0];
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenBytes = TimeSpan.FromSeconds(1);

    public IEnumerable<Attack> All =>
    [
        new("pings that are not read", 2, TimeSpan.Zero, ct => FloodAsync(ws, [], Repeat(Ping, 500), ct)),
        new("pings on the hub", 2, TimeSpan.Zero, ct => FloodAsync(hub, SignalRHandshake, Repeat(Ping, 500), ct)),
        new("empty parts of a frame", 2, TimeSpan.Zero, ct => FloodAsync(ws, FirstFragment, Repeat(EmptyFragment, FragmentsAtOnce), ct)),
        new("tiny parts on the hub", 2, TimeSpan.Zero, ct => FloodAsync(
            hub, [.. SignalRHandshake, .. FirstFragment], Repeat(OneByteFragment, FragmentsAtOnce), ct)),
        new("frames that never end", 50, TimeSpan.Zero, DripAsync),
        new("frames that are no frames", 5, TimeSpan.FromSeconds(0.1), ct => SayAsync([.. Repeat(MaskedFrame.Text("{"), 30)], ct)),
        new("answers that are not read", 10, TimeSpan.Zero, ct => SayAsync(
            [.. Repeat(MaskedFrame.Text("""{"action":"get_rooms"}"""), 1000)], ct)),
        new("connections that come and go", 5, TimeSpan.FromSeconds(0.1), ct => SayAsync([], ct, TimeSpan.Zero)),
    ];

    private static byte[] Repeat(byte[] frame, int times) => [.. Enumerable.Repeat(frame, times).SelectMany(static bytes => bytes)];

    /// <summary>Sends until the peer stops reading, and reads nothing.</summary>
    private static async Task FloodAsync(Uri address, byte[] first, byte[] again, CancellationToken ct)
    {
        using var socket = await RawSocket.OpenAsync(address, ct);
        await socket.SendAsync(first, ct);
        while (true) await socket.SendAsync(again, ct);
    }

    private async Task DripAsync(CancellationToken ct)
    {
        using var socket = await RawSocket.OpenAsync(ws, ct);
        await socket.SendAsync(LongHeader, ct);
        while (true)
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(" "), ct);
            await Task.Delay(BetweenBytes, ct);
        }
    }

    private async Task SayAsync(byte[] frames, CancellationToken ct, TimeSpan? stay = null)
    {
        using var socket = await RawSocket.OpenAsync(ws, ct);
        await socket.SendAsync(frames, ct);
        await Task.Delay(stay ?? Stay, ct);
    }
}
