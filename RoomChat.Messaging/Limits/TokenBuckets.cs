using System.Collections.Concurrent;

namespace RoomChat.Messaging.Limits;

/// <summary>
/// A token bucket per key, stored as the time when it is full again. Full buckets are forgotten, so memory follows the number of active
/// keys. It has no timer, unlike .NET's partitioned limiter, which wakes the process ten times a second even when idle. Thread-safe.
/// </summary>
/// <param name="burst">Size of a bucket in tokens.</param>
/// <param name="perMinute">Tokens that a bucket gains per minute; 0 for no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBuckets(int burst, int perMinute, TimeProvider time)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _fullAt = new(StringComparer.Ordinal);
    private readonly TimeSpan _interval = perMinute == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1) / perMinute;
    private readonly SweepClock _sweeps = new(SweepEvery, time);

    /// <summary>Number of stored buckets.</summary>
    internal int Remembered => _fullAt.Count;

    /// <summary>Takes one token. Null when there was one, else the time until there is one.</summary>
    public TimeSpan? Refuses(string key)
    {
        if (_interval == TimeSpan.Zero) return null;
        ForgetFull();
        while (true)
        {
            var now = time.GetUtcNow();
            var isKnown = _fullAt.TryGetValue(key, out var known);
            var full = (isKnown && known > now ? known : now) + _interval;
            var wait = full - now - (_interval * burst);
            if (wait > TimeSpan.Zero) return wait;
            if (isKnown ? _fullAt.TryUpdate(key, full, known) : _fullAt.TryAdd(key, full)) return null;
        }
    }

    private void ForgetFull()
    {
        if (!_sweeps.IsDue()) return;
        var now = time.GetUtcNow();
        foreach (var bucket in _fullAt)
        {
            if (bucket.Value <= now) _fullAt.TryRemove(bucket);
        }
    }
}
