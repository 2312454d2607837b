using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// How many connections a caller, and all users of an address, have on this instance. Every instance counts for itself, so the limit holds
/// on each. Connections that neither the gateway nor a ticket vouches for have no caller, and are not counted.
/// </summary>
internal sealed class CallerQuota(IOptions<ConnectionOptions> options)
{
    private readonly ConcurrentDictionary<string, int> _ofCallers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _ofAddresses = new(StringComparer.Ordinal);

    /// <summary>Counts one more connection; false when the caller or its address has as many as it may have.</summary>
    public bool TryTake(Caller caller)
    {
        if (!TryTake(_ofCallers, caller.Id, LimitOf(caller))) return false;
        if (AddressOf(caller) is not { } address || TryTake(_ofAddresses, address, options.Value.MaxPerAddress)) return true;
        Return(_ofCallers, caller.Id, LimitOf(caller));
        return false;
    }

    /// <summary>One that was counted is closed. A caller without connections leaves nothing behind.</summary>
    public void Return(Caller caller)
    {
        Return(_ofCallers, caller.Id, LimitOf(caller));
        if (AddressOf(caller) is { } address) Return(_ofAddresses, address, options.Value.MaxPerAddress);
    }

    private static bool TryTake(ConcurrentDictionary<string, int> counts, string key, int limit)
    {
        if (limit == 0 || counts.AddOrUpdate(key, 1, static (_, count) => count + 1) <= limit) return true;
        Return(counts, key, limit);
        return false;
    }

    private static void Return(ConcurrentDictionary<string, int> counts, string key, int limit)
    {
        if (limit == 0) return;
        while (counts.TryGetValue(key, out var count))
        {
            var isDone = count > 1 ? counts.TryUpdate(key, count - 1, count) : counts.TryRemove(KeyValuePair.Create(key, count));
            if (isDone) return;
        }
    }

    private int LimitOf(Caller caller) =>
        caller == Caller.Anonymous ? 0
        : caller.HasKey ? options.Value.MaxPerSubscription
        : options.Value.MaxPerUser;

    private static string? AddressOf(Caller caller) => caller.IsUser ? caller.Address : null;
}
