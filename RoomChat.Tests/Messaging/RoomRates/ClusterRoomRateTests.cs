using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomRates;

public sealed class ClusterRoomRateTests(RedisFixture redis, RedisClusterFixture cluster) : RedisRoomRateTests(redis)
{
    private protected override Task<IConnectionMultiplexer> ConnectAsync() => cluster.ConnectAsync();
}
