using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomChanges;

/// <summary>The announcements on one channel of Redis: there are few of them.</summary>
internal sealed class RedisRoomAnnouncements(IConnectionMultiplexer redis) : IRoomAnnouncements
{
    public Task AnnounceAsync(CancellationToken ct) =>
        redis.GetDatabase().PublishAsync(RoomKeys.RoomChanges, RedisValue.EmptyString).WaitAsync(ct);

    public Task SubscribeAsync(Action heard, CancellationToken ct) =>
        redis.GetSubscriber().SubscribeAsync(RoomKeys.RoomChanges, (_, _) => heard()).WaitAsync(ct);
}
