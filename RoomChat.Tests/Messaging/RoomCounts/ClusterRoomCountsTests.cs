using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomCounts;

public sealed class ClusterRoomCountsTests(RedisFixture redis, RedisClusterFixture cluster) : RedisRoomCountsTests(redis)
{
    private protected override Task<IConnectionMultiplexer> ConnectAsync() => cluster.ConnectAsync();
}
