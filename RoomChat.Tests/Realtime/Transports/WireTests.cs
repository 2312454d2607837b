using System.Net.WebSockets;
using System.Text;

namespace RoomChat.Tests.Realtime.Transports;

/// <summary>What the service writes beside the web server, in between what the framework writes.</summary>
public sealed class WireTests
{
    private static readonly byte[] Ping = [0x89, 0x82, 0, 0, 0, 0, (byte)'h', (byte)'i'];
    private static readonly byte[] Pong = [0x8a, 0x02, (byte)'h', (byte)'i'];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flood_to_everyone_never_comes_before_the_answer_to_the_handshake()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var flood = Task.Run(async () =>
        {
            for (var said = 0; !stop.IsCancellationRequested; said++)
            {
                await server.SayAsync("all", $"{said}");
                await Task.Yield();
            }
        }, Ct);
        // The connecting itself looks at the first bytes.
        await Parallel.ForEachAsync(Enumerable.Range(0, 300), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (_, ct) =>
        {
            using var client = await BareSocket.ConnectAsync(server.Address, ct);
            Assert.Equal(0x81, (await client.ReceiveAsync(1, ct))[0]);
        });
        await stop.CancelAsync();
        await flood;
    }

    [Fact]
    public async Task A_ping_is_answered()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        await client.SendBytesAsync(Ping, Ct);
        Assert.Equal(Pong, await client.ReceiveAsync(Pong.Length, Ct));
    }

    [Fact]
    public async Task A_pong_comes_between_frames_and_never_inside_of_one()
    {
        await using var server = await RealtimeServer.StartAsync(new() { ["Realtime:Connections:MaxQueuedBytes"] = "67108864" });
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        await Eventually.Holds(() => server.Connections.Count == 1, "the client hears what is said to everyone");
        var content = new string('x', 16_000);
        // More than the system's buffers take, so that half a frame is on the wire when the ping comes.
        for (var said = 0; said < 1_000; said++) await server.SayAsync("all", content);
        await client.SendBytesAsync(Ping, Ct);

        var frames = 0;
        while (true)
        {
            var start = await client.ReceiveAsync(2, Ct);
            if (start[0] == Pong[0]) break;
            Assert.Equal((0x81, 126), (start[0], start[1]));
            var length = await client.ReceiveAsync(2, Ct);
            await client.ReceiveAsync((length[0] << 8) | length[1], Ct);
            frames++;
        }
        Assert.Equal(1_000, frames);
    }

    [Fact]
    public async Task A_frame_in_pieces_is_read_as_one()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var client = new ClientWebSocket();
        await client.ConnectAsync(server.Address, Ct);
        byte[][] pieces = [.. """{"action":"join","room_id":"general"}""".Select(letter => new[] { (byte)letter })];
        for (var i = 0; i < pieces.Length; i++) await client.SendAsync(pieces[i], WebSocketMessageType.Text, endOfMessage: i == pieces.Length - 1, Ct);
        var answer = new byte[1024];
        var received = await client.ReceiveAsync(answer, Ct);
        Assert.Contains("room_joined", Encoding.UTF8.GetString(answer, 0, received.Count), StringComparison.Ordinal);
    }
}
