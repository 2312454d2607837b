using Microsoft.Extensions.Options;
using RoomChat.Messaging.Limits;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// Limits the connections per caller, and of all users per address, on this instance. Each instance counts for itself. Anonymous
/// connections (without gateway or ticket) are not counted.
/// </summary>
internal sealed class CallerQuota(IOptions<ConnectionOptions> options)
{
    private readonly OpenCounts _ofCallers = new();
    private readonly OpenCounts _ofAddresses = new();

    /// <summary>Counts a new connection. False when the caller or its address has reached the limit.</summary>
    public bool TryTake(Caller caller)
    {
        if (!_ofCallers.TryTake(caller.Id, LimitOf(caller))) return false;
        if (AddressOf(caller) is not { } address || _ofAddresses.TryTake(address, options.Value.MaxPerAddress)) return true;
        _ofCallers.Return(caller.Id, LimitOf(caller));
        return false;
    }

    /// <summary>Removes a counted connection. Callers without connections are forgotten.</summary>
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
