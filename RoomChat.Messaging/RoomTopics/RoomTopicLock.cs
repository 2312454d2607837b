using Medallion.Threading.Redis;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>
/// Lets one process at a time make or remove a room's topic. The lock is renewed as long as it is held, because emptying a topic may
/// take longer than any fixed time. A process that crashes with it holds the others up until it expires.
/// </summary>
/// <param name="redis">Keeps the lock.</param>
/// <param name="expiry">How long the lock lasts after it was last renewed; 30 seconds if not said.</param>
internal sealed class RoomTopicLock(IConnectionMultiplexer redis, TimeSpan? expiry = null)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock. Disposing the answer gives it back; its token says when it was lost, as when Redis forgot it.</summary>
    internal async Task<RedisDistributedLockHandle> TakeAsync(RoomId roomId, CancellationToken ct)
    {
        var topicLock = new RedisDistributedLock(
            RoomKeys.TopicLock(roomId),
            redis.GetDatabase(),
            options => options.Expiry(expiry ?? Expiry).BusyWaitSleepTime(ShortestPoll, LongestPoll));
        return await topicLock.AcquireAsync(timeout: null, ct);
    }
}
