using Microsoft.Extensions.Options;
using RoomChat.Messaging.Limits;

namespace RoomChat.Web.Limits;

/// <summary>The limits of beginning sessions and opening connections. Each gateway process counts for itself.</summary>
internal sealed class GatewayLimits(IOptions<GatewayLimitOptions> options, LimitMetrics metrics, TimeProvider time)
{
    private readonly OpenCounts _open = new();

    public CallerLimit Sessions { get; } = new("sessions", options.Value.Sessions, metrics, time);

    public CallerLimit Connections { get; } = new("connections", options.Value.Connections, metrics, time);

    /// <summary>
    /// Counts one more open connection of an address, until <see cref="Close"/>; false when it has as many as it may have.
    /// </summary>
    public bool TryOpen(string address)
    {
        if (_open.TryTake(address, options.Value.OpenPerAddress)) return true;
        metrics.Refused("connections", "address");
        return false;
    }

    /// <summary>One that was counted is closed.</summary>
    public void Close(string address) => _open.Return(address, options.Value.OpenPerAddress);
}
