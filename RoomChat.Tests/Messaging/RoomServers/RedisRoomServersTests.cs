using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomLog;
using RoomChat.Messaging.RoomServers;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomServers;

public sealed class RedisRoomServersTests(RedisFixture fixture) : IAsyncLifetime
{
    private static readonly IOptions<RoomLogOptions> Options = Microsoft.Extensions.Options.Options.Create(new RoomLogOptions());

    private readonly RoomId _room = Said.AnyRoom();
    private IConnectionMultiplexer _redis = null!;
    private RedisRoomServers _servers = null!;
    private RedisRoomLog _log = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _redis = await fixture.ConnectAsync();
        (_servers, _log) = (
            new RedisRoomServers(_redis, Options),
            new RedisRoomLog(_redis, Options, Microsoft.Extensions.Options.Options.Create(new RoomChannelOptions()), TimeProvider.System));
    }

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task Last_instance_that_leaves_is_told_so()
    {
        await _servers.EnterAsync(_room, "a", Unserved.Kept, Ct);
        await _servers.EnterAsync(_room, "b", Unserved.Kept, Ct);
        Assert.Equal(["a", "b"], (await _servers.ReadAsync(_room, Ct)).Order(StringComparer.Ordinal));
        Assert.False(await _servers.LeaveAsync(_room, "a", Ct));
        Assert.True(await _servers.LeaveAsync(_room, "b", Ct));
        Assert.Empty(await _servers.ReadAsync(_room, Ct));
    }

    [Fact]
    public async Task Unserved_room_that_loses_messages_begins_a_new_epoch()
    {
        var before = await _log.AppendAsync(Said.Message(_room, "m1"), Ct);
        await _servers.EnterAsync(_room, "a", Unserved.Lost, Ct);
        var after = await _log.GetHeadAsync(_room, Ct);
        Assert.Equal(before.Offset, after.Offset);
        Assert.NotEqual(before.Epoch, after.Epoch);
        Assert.Equal(Recovery.EpochChanged, (await _log.ReadSinceAsync(_room, before, 10, Ct)).Recovery);
        Assert.Equal("m1", Assert.Single((await _log.ReadBeforeAsync(_room, before: null, 10, Ct)).Messages).Message.Id);
    }

    [Fact]
    public async Task Epoch_stays_while_the_room_is_served()
    {
        await _servers.EnterAsync(_room, "a", Unserved.Lost, Ct);
        var before = await _log.AppendAsync(Said.Message(_room, "m1"), Ct);
        await _servers.EnterAsync(_room, "b", Unserved.Lost, Ct);
        await _servers.EnterAsync(_room, "a", Unserved.Lost, Ct);
        await _servers.LeaveAsync(_room, "a", Ct);
        await _servers.EnterAsync(_room, "a", Unserved.Lost, Ct);
        Assert.Equal(before, await _log.GetHeadAsync(_room, Ct));
    }

    [Fact]
    public async Task Keep_alive_extends_the_list_of_serving_instances()
    {
        var time = new FakeTimeProvider();
        var log = new RedisRoomLog(_redis, Options, Microsoft.Extensions.Options.Options.Create(new RoomChannelOptions()), time);
        await _servers.EnterAsync(_room, "a", Unserved.Lost, Ct);
        await _redis.GetDatabase().KeyExpireAsync(RoomKeys.Servers(_room), TimeSpan.FromMinutes(1));
        time.Advance(Options.Value.Retention);
        await log.KeepAliveAsync([_room], Ct);
        await Eventually.Holds(
            async () => await _redis.GetDatabase().KeyTimeToLiveAsync(RoomKeys.Servers(_room)) > TimeSpan.FromMinutes(1),
            "its life is prolonged");
    }

    [Fact]
    public async Task Epoch_stays_when_the_broker_keeps_messages()
    {
        var before = await _log.AppendAsync(Said.Message(_room, "m1"), Ct);
        await _servers.EnterAsync(_room, "a", Unserved.Kept, Ct);
        Assert.Equal(before, await _log.GetHeadAsync(_room, Ct));
    }
}
