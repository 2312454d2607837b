using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomMembers;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomMembers;

public class RedisRoomMembersTests(RedisFixture fixture) : RoomMembersContract, IAsyncLifetime
{
    private IConnectionMultiplexer _redis = null!;

    protected override IRoomMembers Members => new RedisRoomMembers(_redis);

    public async ValueTask InitializeAsync() => _redis = await ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null) await _redis.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<IConnectionMultiplexer> ConnectAsync() => fixture.ConnectAsync();

    [Fact]
    public async Task Members_expire_when_no_instance_removes_them()
    {
        var room = Said.AnyRoom();
        await Members.SetAsync(
            room, "first", [new(new ChatUser("u1", "Ann"), DateTimeOffset.UnixEpoch)], TestContext.Current.CancellationToken);
        Assert.InRange((await _redis.GetDatabase().KeyTimeToLiveAsync(RoomKeys.Members(room)))!.Value,
            TimeSpan.FromHours(23), TimeSpan.FromHours(24));
    }
}
