using System.Collections.Concurrent;

namespace RoomChat.Messaging.Limits;

/// <summary>How many of something each key has open. Keys that have none are forgotten. Safe for any thread.</summary>
public sealed class OpenCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Counts one more; false when the key has as many as it may have.</summary>
    /// <param name="key">Whose it is.</param>
    /// <param name="limit">Most that it may have; 0 for no limit, and then nothing is counted.</param>
    public bool TryTake(string key, int limit)
    {
        if (limit == 0 || _counts.AddOrUpdate(key, 1, static (_, count) => count + 1) <= limit) return true;
        Return(key, limit);
        return false;
    }

    /// <summary>One that was counted is closed.</summary>
    /// <param name="key">Whose it was.</param>
    /// <param name="limit">The limit with which it was counted.</param>
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
