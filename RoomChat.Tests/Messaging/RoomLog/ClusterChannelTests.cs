using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomLog;

/// <summary>Log and channel on a cluster while slots move and nodes fail.</summary>
public sealed class ClusterChannelTests(RedisClusterFixture fixture) : IAsyncLifetime
{
    private readonly HeardOnChannel _heard = new();
    private RedisCluster _cluster = null!;
    private IConnectionMultiplexer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cluster = await fixture.GetAsync();
        _redis = await _cluster.ConnectAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null) await _redis.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_rooms_of_every_node_are_heard(bool isSharded)
    {
        var (log, channel) = Open(_redis, isSharded);
        using var closing = channel;
        foreach (var room in Enumerable.Range(0, 3).Select(RedisCluster.RoomOf))
        {
            var heard = new HeardOnChannel();
            await using var subscription = await channel.SubscribeAsync(room, heard, Ct);
            await log.AppendAsync(Said.Message(room, "m1"), Ct);
            await channel.PublishEventAsync(room, "{}"u8.ToArray(), Ct);
            await Eventually.Holds(() => !heard.Messages.IsEmpty && !heard.Events.IsEmpty, "message and event are heard");
        }
    }

    [Fact]
    public async Task Sharded_channel_is_announced_only_by_its_own_node()
    {
        var room = RedisCluster.RoomOf(1);
        var (log, channel) = Open(_redis, isSharded: true);
        using var closing = channel;
        await using var subscription = await channel.SubscribeAsync(room, _heard, Ct);
        var counts = await Task.WhenAll(_cluster.Servers.Select(CountAsync));
        Assert.Equal([0, 1, 0], counts);

        async Task<int> CountAsync(RedisServer server) =>
            ((RedisResult[])(await _redis.GetServer(server.EndPoint).ExecuteAsync("PUBSUB", "SHARDCHANNELS", $"*{room}*"))!).Length;
    }

    [Fact]
    public async Task Moved_channel_is_heard_on_its_new_node_after_Restored()
    {
        var (room, neighbour) = (RedisCluster.RoomOf(0), RedisCluster.RoomOf(0));
        var slot = RedisCluster.SlotOf(room);
        var (log, channel) = Open(_redis, isSharded: true);
        using var closing = channel;
        var (restored, neighbourHeard) = (0, new HeardOnChannel());
        channel.Restored += () => Interlocked.Increment(ref restored);
        await using var subscription = await channel.SubscribeAsync(room, _heard, Ct);
        await using var other = await channel.SubscribeAsync(neighbour, neighbourHeard, Ct);
        await AppendUntilHeardAsync(log, room, "m1");

        await _cluster.MoveSlotAsync(slot, from: 0, to: 1);
        await Eventually.Holds(() => Volatile.Read(ref restored) == 1, "it is told that announcements may be lost");
        Assert.Equal(2, (await log.AppendAsync(Said.Message(room, "m2"), Ct)).Offset);
        await Eventually.Holds(() => Has("m2"), "the moved room is heard");
        await log.AppendAsync(Said.Message(neighbour, "n1"), Ct);
        await Eventually.Holds(() => !neighbourHeard.Messages.IsEmpty, "the others are heard as before");

        await _cluster.MoveSlotAsync(slot, from: 1, to: 0);
        await Eventually.Holds(() => Volatile.Read(ref restored) == 2, "it is told again");
        await log.AppendAsync(Said.Message(room, "m3"), Ct);
        await Eventually.Holds(() => Has("m3"), "the room is heard where it was");
        Assert.Equal(["m1", "m2", "m3"], _heard.Messages.Select(logged => logged.Message.Id).Distinct());
    }

    [Fact]
    public async Task Channel_with_disputed_slot_is_heard_after_the_nodes_agree()
    {
        var room = RedisCluster.RoomOf(2);
        var slot = RedisCluster.SlotOf(room);
        var (log, channel) = Open(_redis, isSharded: true);
        using var closing = channel;
        var restored = 0;
        channel.Restored += () => Interlocked.Increment(ref restored);
        await using var subscription = await channel.SubscribeAsync(room, _heard, Ct);
        await AppendUntilHeardAsync(log, room, "m1");

        await _cluster.MoveKeysAsync(slot, from: 2, to: 1);
        await _cluster.AssignSlotAsync(slot, master: 2, owner: 1);
        // The two nodes now redirect clients to each other.
        await using (var late = await _cluster.ConnectAsync()) await late.GetDatabase().PingAsync();
        Assert.Equal(0, Volatile.Read(ref restored));
        await _cluster.AssignSlotAsync(slot, master: 1, owner: 1);

        await AppendUntilHeardAsync(log, room, "m2");
        // A message may be heard before Restored is raised.
        await Eventually.Holds(() => Volatile.Read(ref restored) == 1, "it is told that announcements may be lost");
        await _cluster.MoveSlotAsync(slot, from: 1, to: 2);
    }

    [Fact]
    public async Task Nodes_that_have_forgotten_the_scripts_get_them_again()
    {
        var (log, channel) = Open(_redis, isSharded: false);
        using var closing = channel;
        var rooms = Enumerable.Range(0, 3).Select(RedisCluster.RoomOf).ToList();
        foreach (var room in rooms) await log.GetHeadAsync(room, Ct);
        await using (var other = await _cluster.ConnectAsync())
        {
            foreach (var server in other.GetServers()) await server.ExecuteAsync("SCRIPT", "FLUSH");
        }
        foreach (var room in rooms) Assert.Equal(0, (await log.GetHeadAsync(room, Ct)).Offset);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Rooms_continue_when_a_replica_replaces_a_dead_node(bool isSharded)
    {
        await using var cluster = await RedisCluster.StartAsync(nodeTimeout: TimeSpan.FromSeconds(2), hasReplica: true);
        await using var redis = await cluster.ConnectAsync();
        var room = RedisCluster.RoomOf(0);
        var (log, channel) = Open(redis, isSharded);
        using var closing = channel;
        var restored = 0;
        channel.Restored += () => Interlocked.Increment(ref restored);
        await using var subscription = await channel.SubscribeAsync(room, _heard, Ct);
        await AppendUntilHeardAsync(log, room, "before");
        var before = await log.GetHeadAsync(room, Ct);

        await cluster.KillFirstAsync();

        // Append the same message repeatedly, as Service Bus redelivers it until it is settled.
        await AppendUntilHeardAsync(log, room, "after");
        if (isSharded) await Eventually.Holds(() => Volatile.Read(ref restored) > 0, "it is told that announcements may be lost");
        Assert.Equal(before with { Offset = 2 }, await log.GetHeadAsync(room, Ct));
        Assert.Equal(["after"], (await log.ReadSinceAsync(room, before, 10, Ct)).Messages.Select(logged => logged.Message.Id));
    }

    private static (RedisRoomLog Log, RedisRoomChannel Channel) Open(IConnectionMultiplexer redis, bool isSharded)
    {
        var options = new RoomChannelOptions { Sharded = isSharded };
        return (new RedisRoomLog(redis, Options.Create(new RoomLogOptions()), Options.Create(options), TimeProvider.System),
            HeardOnChannel.Open(redis, options));
    }

    private Task AppendUntilHeardAsync(RedisRoomLog log, RoomId room, string id) => Eventually.Holds(
        async () =>
        {
            try
            {
                await log.AppendAsync(Said.Message(room, id), Ct);
            }
            catch (Exception away) when (away is RedisException or RedisTimeoutException)
            {
                return false;
            }
            return Has(id);
        },
        $"'{id}' is heard");

    private bool Has(string id) => _heard.Messages.Any(logged => logged.Message.Id == id);
}
