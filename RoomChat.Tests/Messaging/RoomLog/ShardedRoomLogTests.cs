using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Messaging.RoomLog;

public sealed class ShardedRoomLogTests(RedisFixture redis, RedisClusterFixture cluster) : ClusterRoomLogTests(redis, cluster)
{
    private protected override RoomChannelOptions ChannelOptions { get; } = new() { Sharded = true };
}
