using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using RoomChat.Messaging.Limits;

namespace RoomChat.Web.Limits;

/// <summary>The limits of beginning sessions and opening connections. Each gateway process counts for itself.</summary>
internal sealed class GatewayLimits : IDisposable
{
    private readonly LimitMetrics _metrics;
    private readonly PartitionedRateLimiter<string> _open;

    public GatewayLimits(IOptions<GatewayLimitOptions> options, LimitMetrics metrics)
    {
        var settings = options.Value;
        _metrics = metrics;
        Sessions = new CallerLimit("sessions", settings.Sessions, metrics);
        Connections = new CallerLimit("connections", settings.Connections, metrics);
        _open = PartitionedRateLimiter.Create<string, string>(
            address => settings.OpenPerAddress == 0
                ? RateLimitPartition.GetNoLimiter(address)
                : RateLimitPartition.GetConcurrencyLimiter(
                    address, _ => new ConcurrencyLimiterOptions { PermitLimit = settings.OpenPerAddress, QueueLimit = 0 }),
            StringComparer.Ordinal);
    }

    public CallerLimit Sessions { get; }

    public CallerLimit Connections { get; }

    /// <summary>
    /// Counts an open connection of an address until the answer is disposed; null when the address has as many as it may have.
    /// </summary>
    public IDisposable? TryOpen(string address)
    {
        var lease = _open.AttemptAcquire(address);
        if (lease.IsAcquired) return lease;
        lease.Dispose();
        _metrics.Refused("connections", "address");
        return null;
    }

    public void Dispose()
    {
        Sessions.Dispose();
        Connections.Dispose();
        _open.Dispose();
    }
}
