using Medallion.Threading.Redis;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>
/// Lets one process at a time make or remove a room's topic. The lock is renewed while it is held, because emptying a topic may take
/// long. After a crash of its holder the others wait until it expires.
/// </summary>
/// <param name="redis">Stores the lock.</param>
/// <param name="expiry">Life of the lock without renewal; default 30 seconds.</param>
internal sealed class RoomTopicLock(IConnectionMultiplexer redis, TimeSpan? expiry = null)
{
    private static readonly TimeSpan Expiry = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock. Disposing the handle releases it. The handle's token is cancelled when the lock is lost.</summary>
    internal async Task<RedisDistributedLockHandle> TakeAsync(RoomId roomId, CancellationToken ct)
    {
        var topicLock = new RedisDistributedLock(
            RoomKeys.TopicLock(roomId),
            redis.GetDatabase(),
            options => options.Expiry(expiry ?? Expiry).BusyWaitSleepTime(ShortestPoll, LongestPoll));
        return await topicLock.AcquireAsync(timeout: null, ct);
    }
}
