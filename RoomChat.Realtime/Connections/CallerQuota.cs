using Microsoft.Extensions.Options;
using RoomChat.Messaging.Limits;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// How many connections a caller, and all users of an address, have on this instance. Every instance counts for itself, so the limit holds
/// on each. Connections that neither the gateway nor a ticket vouches for have no caller, and are not counted.
/// </summary>
internal sealed class CallerQuota(IOptions<ConnectionOptions> options)
{
    private readonly OpenCounts _ofCallers = new();
    private readonly OpenCounts _ofAddresses = new();

    /// <summary>Counts one more connection; false when the caller or its address has as many as it may have.</summary>
    public bool TryTake(Caller caller)
    {
        if (!_ofCallers.TryTake(caller.Id, LimitOf(caller))) return false;
        if (AddressOf(caller) is not { } address || _ofAddresses.TryTake(address, options.Value.MaxPerAddress)) return true;
        _ofCallers.Return(caller.Id, LimitOf(caller));
        return false;
    }

    /// <summary>One that was counted is closed. A caller without connections leaves nothing behind.</summary>
    public void Return(Caller caller)
    {
        _ofCallers.Return(caller.Id, LimitOf(caller));
        if (AddressOf(caller) is { } address) _ofAddresses.Return(address, options.Value.MaxPerAddress);
    }

    private int LimitOf(Caller caller) =>
        caller == Caller.Anonymous ? 0
        : caller.HasKey ? options.Value.MaxPerSubscription
        : options.Value.MaxPerUser;

    private static string? AddressOf(Caller caller) => caller.IsUser ? caller.Address : null;
}
