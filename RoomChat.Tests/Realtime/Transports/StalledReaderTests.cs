using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.Transports;

/// <summary>A client that stalls is closed, and does not delay the others.</summary>
public sealed class StalledReaderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stalled_member_of_a_room_delays_no_other_member()
    {
        // A long keep-alive: the stalled client stays, so a server that waited for it would never finish.
        await using var server = await StartAsync(keepAlive: "00:05:00", maxQueuedBytes: 67_108_864);
        var readers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.ConnectAsync()));
        foreach (var reader in readers) await reader.JoinAsync("general", Ct);
        using var stalled = await StallAsync(server, members: 21);

        var content = new string('x', 16_000);
        for (var i = 0; i < 400; i++) await server.SayAsync("general", $"{i} {content}");

        await Eventually.Holds(() => readers.All(reader => reader.Contents.Count == 400), "everybody who reads has everything");
        Assert.All(readers, reader => Assert.Equal(Enumerable.Range(0, 400).Select(i => $"{i} {content}"), reader.Contents));
        Assert.Equal(21, server.Connections.Count);
        Assert.DoesNotContain(server.Connections.All(), connection => connection.CloseCode is not null);
        Assert.Contains(server.Connections.All(), connection => connection.QueuedBytes > 0);
        foreach (var reader in readers) await reader.DisposeAsync();
    }

    [Fact]
    public async Task Half_open_connection_ends_and_leaves_the_counts()
    {
        // The reader needs time to answer pings on a busy machine.
        await using var server = await StartAsync(keepAlive: "00:00:05");
        await using var reader = await server.ConnectAsync();
        await reader.JoinAsync("general", Ct);
        using var stalled = await StallAsync(server, members: 2);
        await Eventually.Holds(() => server.Connections.Count == 1, "the half-open connection has ended");
        await Eventually.Holds(
            async () => (await reader.GetRoomsAsync(Ct)).GetProperty("general").GetInt32() == 1,
            "it is not counted any more");
        Assert.False(reader.HasEnded);
    }

    [Fact]
    public async Task Client_that_stops_within_a_frame_is_closed()
    {
        await using var server = await StartAsync(keepAlive: "00:00:01");
        using var stalled = await BareSocket.ConnectAsync(server.Address, Ct);
        await stalled.SendBytesAsync([0x81, 0x80 | 100, 0, 0, 0, 0, (byte)'{'], Ct);
        await Eventually.Holds(() => server.Connections.Count == 0, "the connection has ended");
    }

    [Fact]
    public async Task Very_slow_reader_is_closed_while_other_readers_continue()
    {
        await using var server = await StartAsync(keepAlive: "00:05:00", maxQueuedBytes: 262_144);
        await using var reader = await server.ConnectAsync();
        await reader.JoinAsync("general", Ct);
        using var slow = await StallAsync(server, members: 2);

        var said = 0;
        var content = new string('x', 16_000);
        await Eventually.Holds(
            async () =>
            {
                for (var i = 0; i < 10; i++) await server.SayAsync("general", $"{++said} {content}");
                await Eventually.Holds(() => reader.Contents.Count == said, "the one who reads has everything");
                return !await slow.ReadByteAsync(Ct)
                    || server.Connections.All().Any(connection => connection.CloseCode == CloseCode.SlowConsumer);
            },
            "the slow one is closed");
        // It does not read its close frame either. The connection must still end.
        await Eventually.Holds(() => server.Connections.Count == 1, "the slow one is gone");
        Assert.False(reader.HasEnded);
    }

    private static Task<RealtimeServer> StartAsync(string keepAlive, int maxQueuedBytes = 1_048_576) => RealtimeServer.StartAsync(new()
    {
        ["Realtime:Connections:KeepAliveInterval"] = keepAlive,
        ["Realtime:Connections:KeepAliveTimeout"] = keepAlive,
        ["Realtime:Connections:MaxQueuedBytes"] = $"{maxQueuedBytes}",
        ["Realtime:Connections:CloseTimeout"] = "00:00:00.5",
    });

    /// <summary>Joins 'general' and then reads nothing.</summary>
    private static async Task<BareSocket> StallAsync(RealtimeServer server, int members)
    {
        var stalled = await BareSocket.ConnectAsync(server.Address, Ct);
        await stalled.SendAsync("""{"action":"join","room_id":"general"}""", Ct);
        await Eventually.Holds(async () => (await server.Counts.ReadAsync(Ct)).GetValueOrDefault("general") == members, "everybody is in");
        return stalled;
    }
}
