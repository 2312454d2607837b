using Microsoft.Extensions.Options;
using RoomChat.Messaging.Limits;

namespace RoomChat.Web.Limits;

/// <summary>The limits for new sessions and new connections. Each gateway process counts for itself.</summary>
internal sealed class GatewayLimits(IOptions<GatewayLimitOptions> options, LimitMetrics metrics, TimeProvider time)
{
    private readonly OpenCounts _open = new();

    public CallerLimit Sessions { get; } = new("sessions", options.Value.Sessions, metrics, time);

    public CallerLimit Connections { get; } = new("connections", options.Value.Connections, metrics, time);

    /// <summary>
    /// Counts one more open connection of an address, until <see cref="Close"/>; false when the address has reached its limit.
    /// </summary>
    public bool TryOpen(string address)
    {
        if (_open.TryTake(address, options.Value.OpenPerAddress)) return true;
        metrics.Refused("connections", "address");
        return false;
    }

    /// <summary>Ends the count of a closed connection.</summary>
    public void Close(string address) => _open.Return(address, options.Value.OpenPerAddress);
}
