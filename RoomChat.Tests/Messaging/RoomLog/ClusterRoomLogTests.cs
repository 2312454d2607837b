using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomLog;

public class ClusterRoomLogTests(RedisFixture redis, RedisClusterFixture cluster) : RedisRoomLogTests(redis)
{
    private protected override Task<IConnectionMultiplexer> ConnectAsync() => cluster.ConnectAsync();
}
