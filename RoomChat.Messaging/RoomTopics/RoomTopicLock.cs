using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>Lets one process at a time make or remove a room's topic. One that crashes with it holds the others up for <see cref="Longest"/>.</summary>
internal sealed class RoomTopicLock(IConnectionMultiplexer redis, TimeProvider time)
{
    // Longer than the few requests take that are made under it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock. Disposing the answer gives it back.</summary>
    internal async Task<IAsyncDisposable> TakeAsync(RoomId roomId, CancellationToken ct)
    {
        var (database, key, token) = (redis.GetDatabase(), RoomKeys.TopicLock(roomId), Guid.NewGuid().ToString("n"));
        while (!await database.LockTakeAsync(key, token, Longest).WaitAsync(ct)) await Task.Delay(Poll, time, ct);
        return new Held(database, key, token);
    }

    private sealed class Held(IDatabase database, RedisKey key, string token) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await database.LockReleaseAsync(key, token);
    }
}
