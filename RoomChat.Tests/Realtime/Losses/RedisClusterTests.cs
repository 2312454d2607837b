using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.Losses;

/// <summary>The realtime service on a Redis Cluster, with plain and with sharded channels.</summary>
public sealed class RedisClusterTests(RedisFixture redis) : IAsyncLifetime
{
    private EmulatorProcess _broker = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        RedisServer.SkipWhenMissing();
        // Longer than a test's timeout, so a test that waits for a lock to expire fails.
        _broker = await EmulatorProcess.StartAsync(new EmulatorTopology().AddTopic(
            RoomsEmulator.RoomsTopic, RoomsEmulator.RoomsSubscription, requiresSession: true, lockDuration: TimeSpan.FromMinutes(5)));
    }

    public async ValueTask DisposeAsync()
    {
        if (_broker is not null) await _broker.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_come_in_order_through_slot_move_and_failover(bool isSharded)
    {
        await using var cluster = await RedisCluster.StartAsync(nodeTimeout: TimeSpan.FromSeconds(2), hasReplica: true);
        await using var instance = await StartAsync(cluster.ConnectionString, isSharded);
        var rooms = Enumerable.Range(0, 3).Select(RedisCluster.RoomOf).ToList();
        await using var ada = await instance.JoinAsync(rooms[0].Value);
        foreach (var room in rooms[1..]) await ada.JoinAsync(room.Value, Ct);

        await SayAsync(instance, ada, rooms, "to all nodes");
        await cluster.MoveSlotAsync(RedisCluster.SlotOf(rooms[1]), from: 1, to: 2);
        await SayAsync(instance, ada, rooms, "after the move");
        await cluster.KillFirstAsync();
        await SayAsync(instance, ada, rooms, "after the death");

        foreach (var room in rooms)
        {
            var offsets = ada.Frames
                .Where(frame => FrameRecorder.IsType(frame, "message") && FrameRecorder.Text(frame, "room_id") == room.Value)
                .Select(frame => frame.GetProperty("offset").GetInt64()).ToList();
            Assert.Equal(Enumerable.Range(1, offsets.Count).Select(offset => (long)offset), offsets);
        }
        Assert.DoesNotContain(ada.Frames, frame => FrameRecorder.IsType(frame, "room_reset"));
        await instance.BecomesReadyAsync();

        var epoch = FrameRecorder.Text(ada.Frames[0], "epoch");
        await using var again = await instance.ConnectAsync();
        await again.SendAsync($$"""{"action":"join","room_id":"{{rooms[0]}}","since":2,"epoch":"{{epoch}}"}""", Ct);
        await again.WaitForContentAsync($"after the death {rooms[0]}");
        Assert.Equal(
            ada.Contents.Where(content =>
                content.StartsWith("after", StringComparison.Ordinal) && content.EndsWith(rooms[0].Value, StringComparison.Ordinal)),
            again.Contents);
    }

    [Fact]
    public async Task Sharded_channels_without_a_cluster_make_the_instance_unready()
    {
        await using var instance = await StartAsync((await redis.GetAsync()).ConnectionString, isSharded: true);
        await instance.BecomesUnreadyAsync("room_channel", "Redis is no cluster");
    }

    private Task<RealtimeInstance> StartAsync(string connectionString, bool isSharded) => RealtimeInstance.StartAsync(
        _broker.ConnectionString, connectionString,
        new() { ["RoomChannel:Sharded"] = isSharded ? "true" : "false", ["Realtime:FanOut:AuditEvery"] = "00:10:00" });

    private static async Task SayAsync(RealtimeInstance instance, FrameRecorder ada, IReadOnlyList<RoomId> rooms, string content)
    {
        foreach (var room in rooms) await instance.PublishAsync(room.Value, $"{content} {room}");
        foreach (var room in rooms) await ada.WaitForContentAsync($"{content} {room}");
    }
}
