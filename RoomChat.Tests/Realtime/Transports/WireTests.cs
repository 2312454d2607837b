using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;

namespace RoomChat.Tests.Realtime.Transports;

/// <summary>Bytes that the service writes to the socket itself, in between the framework's own writes.</summary>
public sealed class WireTests
{
    private static readonly byte[] Ping = [0x89, 0x82, 0, 0, 0, 0, (byte)'h', (byte)'i'];
    private static readonly byte[] Pong = [0x8a, 0x02, (byte)'h', (byte)'i'];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_message_comes_before_the_answer_to_the_handshake()
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
        // ConnectAsync checks the first bytes.
        await Parallel.ForEachAsync(Enumerable.Range(0, 300),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (_, ct) =>
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
    public async Task Client_that_pings_without_reading_has_one_waiting_pong()
    {
        await using var server = await RealtimeServer.StartAsync(new()
        {
            ["Realtime:Connections:MaxQueuedBytes"] = "67108864",
            ["Realtime:Connections:ActionBurst"] = "100000",
        });
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        await Eventually.Holds(() => server.Connections.Count == 1, "the client hears what is said to everyone");
        var connection = server.Connections.All().Single();
        // More than the operating system's buffers take, so that bytes wait while the client does not read.
        while (connection.QueuedBytes < 10_000_000) await server.SayAsync("all", new string('x', 16_000));

        for (var number = 0; number < 10_000; number++) await client.SendBytesAsync(PingOf(number), Ct);
        // The join after the pings is done once they have been read.
        await client.SendAsync("""{"action":"join","room_id":"general"}""", Ct);
        await Eventually.Holds(
            async () => (await server.Counts.ReadAsync(Ct)).GetValueOrDefault("general") == 1,
            "the pings have been read");

        var pongs = new List<int>();
        while (pongs is not [.., 9_999])
        {
            var (sign, payload) = await client.ReceiveFrameAsync(Ct);
            if (sign == Pong[0]) pongs.Add(BinaryPrimitives.ReadInt32BigEndian(payload));
        }
        Assert.InRange(pongs.Count, 1, 100);
    }

    [Fact]
    public async Task Constant_pings_are_read_no_faster_than_the_action_rate()
    {
        await using var server = await RealtimeServer.StartAsync(new()
        {
            ["Realtime:Connections:ActionBurst"] = "5",
            ["Realtime:Connections:ActionsPerSecond"] = "1",
        });
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        await client.SendBytesAsync([.. Enumerable.Range(0, 1_000).SelectMany(PingOf)], Ct);
        await client.SendAsync("""{"action":"ping"}""", Ct);
        for (var number = 0; number < 5; number++)
            Assert.Equal(number, BinaryPrimitives.ReadInt32BigEndian((await client.ReceiveFrameAsync(Ct)).Payload));
        // The sixth pong comes a second later. The action after a thousand pings is not even read.
        Assert.Equal(0x8a, (await client.ReceiveFrameAsync(Ct)).Sign);
    }

    [Fact]
    public async Task Unrequested_pongs_use_no_memory_and_disturb_no_connection()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        await using var other = await server.ConnectAsync();
        byte[] unasked = [0x8a, 0x80, 0, 0, 0, 0];
        await client.SendBytesAsync([.. Enumerable.Range(0, 20_000).SelectMany(_ => unasked)], Ct);
        await client.SendAsync("""{"action":"ping"}""", Ct);
        Assert.Contains("pong", Encoding.UTF8.GetString((await client.ReceiveFrameAsync(Ct)).Payload), StringComparison.Ordinal);
        Assert.All(server.Connections.All(), connection => Assert.Equal(0, connection.QueuedBytes));
        await other.JoinAsync("general", Ct);
    }

    [Fact]
    public async Task Actions_and_bad_frames_in_turn_share_one_budget()
    {
        await using var server = await RealtimeServer.StartAsync(new()
        {
            ["Realtime:Connections:ActionBurst"] = "10",
            ["Realtime:Connections:ActionsPerSecond"] = "1",
        });
        await using var ada = await server.ConnectAsync();
        for (var turn = 0; turn < 50; turn++)
        {
            await ada.SendAsync($$"""{"action":"{{new string('x', 9_000)}}"}""", Ct);
            await ada.SendAsync("""{"action":"get_rooms"}""", Ct);
        }
        await Eventually.Holds(() => ada.Frames.Count == 100, "every frame is answered");
        Assert.InRange(ada.Frames.Count(frame => FrameRecorder.Text(frame, "code") == "rate_limited"), 50, 90);
        Assert.All(ada.Frames, frame => Assert.InRange(frame.GetRawText().Length, 1, 500));
    }

    [Fact]
    public async Task Pong_comes_between_frames_and_never_within_one()
    {
        await using var server = await RealtimeServer.StartAsync(new() { ["Realtime:Connections:MaxQueuedBytes"] = "67108864" });
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        await Eventually.Holds(() => server.Connections.Count == 1, "the client hears what is said to everyone");
        var content = new string('x', 16_000);
        // More than the operating system's buffers take, so that a frame is partly written when the ping comes.
        for (var said = 0; said < 1_000; said++) await server.SayAsync("all", content);
        await client.SendBytesAsync(Ping, Ct);

        var (texts, pongs) = (0, 0);
        while (texts < 1_000 || pongs < 1)
        {
            var (sign, payload) = await client.ReceiveFrameAsync(Ct);
            Assert.True(sign == Pong[0] ? payload is [(byte)'h', (byte)'i'] : sign == 0x81, $"a whole frame, and not one of {sign}");
            _ = sign == Pong[0] ? pongs++ : texts++;
        }
    }

    [Fact]
    public async Task A_frame_in_pieces_is_read_as_one()
    {
        await using var server = await RealtimeServer.StartAsync();
        using var client = new ClientWebSocket();
        await client.ConnectAsync(server.Address, Ct);
        byte[][] pieces = [.. """{"action":"join","room_id":"general"}""".Select(letter => new[] { (byte)letter })];
        for (var i = 0; i < pieces.Length; i++)
            await client.SendAsync(pieces[i], WebSocketMessageType.Text, endOfMessage: i == pieces.Length - 1, Ct);
        var answer = new byte[1024];
        var received = await client.ReceiveAsync(answer, Ct);
        Assert.Contains("room_joined", Encoding.UTF8.GetString(answer, 0, received.Count), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tiny_frame_parts_are_read_no_faster_than_actions()
    {
        await using var server = await RealtimeServer.StartAsync(new()
        {
            ["Realtime:Connections:ActionBurst"] = "5",
            ["Realtime:Connections:ActionsPerSecond"] = "1",
            ["Realtime:Connections:FrameTimeout"] = "00:00:01",
        });
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        byte[] first = [0x01, 0x80, 0, 0, 0, 0];
        byte[] empty = [0x00, 0x80, 0, 0, 0, 0];
        // All of it has arrived, and could be read at once.
        await client.SendBytesAsync([.. first, .. Enumerable.Range(0, 100).SelectMany(_ => empty), 0x80, 0x80, 0, 0, 0, 0], Ct);
        Assert.Equal(4004, await ReceiveCloseCodeAsync(client));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Frame_not_finished_in_time_closes_with_4004(int bytes)
    {
        await using var server = await RealtimeServer.StartAsync(new() { ["Realtime:Connections:FrameTimeout"] = "00:00:01" });
        using var client = await BareSocket.ConnectAsync(server.Address, Ct);
        await client.SendBytesAsync([0x81, 0x80 | 30, 0, 0, 0, 0, .. Enumerable.Repeat((byte)' ', bytes)], Ct);
        Assert.Equal(4004, await ReceiveCloseCodeAsync(client));
    }

    private static async Task<int> ReceiveCloseCodeAsync(BareSocket client)
    {
        var (sign, payload) = await client.ReceiveFrameAsync(Ct);
        Assert.Equal(0x88, sign);
        return BinaryPrimitives.ReadUInt16BigEndian(payload);
    }

    private static byte[] PingOf(int number) =>
        [0x89, 0x84, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
