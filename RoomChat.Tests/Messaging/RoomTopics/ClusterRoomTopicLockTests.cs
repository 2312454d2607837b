using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomTopics;

public sealed class ClusterRoomTopicLockTests(RedisFixture redis, RedisClusterFixture cluster) : RoomTopicLockTests(redis)
{
    private protected override Task<IConnectionMultiplexer> ConnectAsync() => cluster.ConnectAsync();
}
