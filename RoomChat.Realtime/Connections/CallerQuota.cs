using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// How many connections a caller has on this instance. Every instance counts for itself: over several a caller may have as many on each. Whoever
/// comes without the gateway is nobody in particular, and not counted.
/// </summary>
internal sealed class CallerQuota(IOptions<ConnectionOptions> options)
{
    private readonly ConcurrentDictionary<string, int> _connections = new(StringComparer.Ordinal);

    /// <summary>Counts one more connection; false when the caller has as many as it may have.</summary>
    public bool TryTake(Caller caller)
    {
        if (LimitOf(caller) is not (> 0 and var limit)) return true;
        if (_connections.AddOrUpdate(caller.Id, 1, (_, count) => count + 1) <= limit) return true;
        Return(caller);
        return false;
    }

    /// <summary>One that was counted is closed. A caller without connections leaves nothing behind.</summary>
    public void Return(Caller caller)
    {
        if (LimitOf(caller) == 0) return;
        while (_connections.TryGetValue(caller.Id, out var count))
        {
            var isDone = count > 1
                ? _connections.TryUpdate(caller.Id, count - 1, count)
                : _connections.TryRemove(KeyValuePair.Create(caller.Id, count));
            if (isDone) return;
        }
    }

    private int LimitOf(Caller caller) =>
        caller == Caller.Anonymous ? 0
        : caller.HasKey ? options.Value.MaxPerSubscription
        : options.Value.MaxPerUser;
}
