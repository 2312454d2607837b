using System.Collections.Concurrent;

namespace RoomChat.Messaging.Limits;

/// <summary>Counts open items per key. Keys without open items are forgotten. Thread-safe.</summary>
public sealed class OpenCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Adds one. False when the key has reached its limit.</summary>
    /// <param name="key">The owner.</param>
    /// <param name="limit">Largest count; 0 for no limit: then nothing is counted.</param>
    public bool TryTake(string key, int limit)
    {
        if (limit == 0 || _counts.AddOrUpdate(key, 1, static (_, count) => count + 1) <= limit) return true;
        Return(key, limit);
        return false;
    }

    /// <summary>Removes one counted item.</summary>
    /// <param name="key">The owner.</param>
    /// <param name="limit">The limit given to <see cref="TryTake"/>.</param>
    public void Return(string key, int limit)
    {
        if (limit == 0) return;
        while (_counts.TryGetValue(key, out var count))
        {
            var isDone = count > 1 ? _counts.TryUpdate(key, count - 1, count) : _counts.TryRemove(KeyValuePair.Create(key, count));
            if (isDone) return;
        }
    }
}
