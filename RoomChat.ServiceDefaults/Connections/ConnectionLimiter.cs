using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.ServiceDefaults.Connections;

/// <summary>
/// Accepts as many connections as there are descriptors for, and closes further ones at once. Open connections continue. The process
/// always keeps descriptors for itself; it would end without them.
/// </summary>
public sealed partial class ConnectionLimiter : IConnectionMiddleware, IDisposable
{
    private readonly CountedRefusals _refused;
    private readonly TimeProvider _time;
    private readonly TimeSpan _patience;
    private int _open;

    /// <param name="bounds">The settings.</param>
    /// <param name="cost">The cost of one connection.</param>
    /// <param name="meters">Makes the counter of refusals.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Gets one line a minute about refusals.</param>
    public ConnectionLimiter(
        IOptions<ConnectionBounds> bounds, ConnectionCost cost, IMeterFactory meters, TimeProvider time, ILogger<ConnectionLimiter> logger)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(meters);
        Max = MaxOf(bounds.Value, cost, DescriptorLimit.Read());
        (_time, _patience) = (time, bounds.Value.FirstRequestTimeout);
        _refused = new CountedRefusals(
            meters.Create("RoomChat.Connections").CreateCounter<long>(
                "roomchat.connections_refused", "{connection}", "Connections closed at once because there were too many"),
            time,
            count => LogRefused(logger, count, Max));
    }

    /// <summary>Maximum of connections at the same time.</summary>
    public int Max { get; }

    /// <inheritdoc/>
    public void Use(ListenOptions port) => port.Use(next => connection => TakeAsync(connection, next));

    /// <inheritdoc/>
    public void Dispose() => _refused.Dispose();

    internal static int MaxOf(ConnectionBounds bounds, ConnectionCost cost, int descriptors)
    {
        var possible = Math.Max(1, (descriptors - bounds.ReservedDescriptors) / cost.Descriptors);
        return bounds.Max == 0 ? possible : Math.Min(bounds.Max, possible);
    }

    private async Task TakeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            if (Interlocked.Increment(ref _open) > Max)
            {
                connection.Abort(new ConnectionAbortedException("There are as many connections as there may be."));
                _refused.Add();
                return;
            }
            Watch(connection);
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private void Watch(ConnectionContext connection)
    {
        var first = new FirstRequest(connection, _time, _patience);
        connection.Features.Set(first);
        connection.Features.Get<IConnectionHeartbeatFeature>()?.OnHeartbeat(static first => ((FirstRequest)first).Beat(), first);
    }

    [LoggerMessage(LogLevel.Warning, "{Count} connections were refused, because {Max} are open, which is all that there may be")]
    private static partial void LogRefused(ILogger logger, long count, int max);
}
