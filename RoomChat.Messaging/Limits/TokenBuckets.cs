using System.Collections.Concurrent;

namespace RoomChat.Messaging.Limits;

/// <summary>
/// A token bucket for each key, kept as the moment at which it is full again. Full buckets are forgotten, so the memory follows the number
/// of active keys. It has no timer: each partitioned limiter of .NET wakes its process ten times a second, also without any call. Safe for
/// any thread.
/// </summary>
/// <param name="burst">Tokens that a bucket holds.</param>
/// <param name="perMinute">Tokens that it gains; 0 for no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenBuckets(int burst, int perMinute, TimeProvider time)
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _fullAt = new(StringComparer.Ordinal);
    private readonly TimeSpan _interval = perMinute == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1) / perMinute;
    private readonly SweepClock _sweeps = new(SweepEvery, time);

    /// <summary>How many buckets are not known to be full.</summary>
    internal int Remembered => _fullAt.Count;

    /// <summary>Takes one token; null when there was one, else the time until there is.</summary>
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
