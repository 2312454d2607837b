using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomMembers;

public sealed class ClusterRoomMembersTests(RedisFixture redis, RedisClusterFixture cluster) : RedisRoomMembersTests(redis)
{
    private protected override Task<IConnectionMultiplexer> ConnectAsync() => cluster.ConnectAsync();
}
