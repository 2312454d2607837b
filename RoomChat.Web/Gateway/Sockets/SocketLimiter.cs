using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoomChat.ServiceDefaults.Connections;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Telemetry;

namespace RoomChat.Web.Gateway.Sockets;

/// <summary>Refuses WebSockets above the limit, and all new ones while the gateway stops.</summary>
internal sealed partial class SocketLimiter : IDisposable
{
    private readonly SocketDrain _sockets;
    private readonly int _max;
    private readonly CountedRefusals _refused;

    public SocketLimiter(
        SocketDrain sockets, IOptions<SocketBounds> bounds, ConnectionLimiter connections, IMeterFactory meters, TimeProvider time,
        ILogger<SocketLimiter> logger)
    {
        _sockets = sockets;
        var share = Math.Max(1, (int)(0.9 * connections.Max));
        _max = bounds.Value.MaxSockets == 0 ? share : Math.Min(bounds.Value.MaxSockets, connections.Max);
        _refused = new CountedRefusals(
            meters.Create("RoomChat.Gateway").CreateCounter<long>(
                "roomchat.sockets_refused", "{socket}", "WebSockets refused because there were too many"),
            time,
            count => LogRefused(logger, count, _max));
    }

    /// <summary>The refusal of a handshake above the limit or while the gateway stops; null for one that may proceed.</summary>
    public ProblemHttpResult? Refuse(HttpContext context)
    {
        if (_sockets.HasBegun) return TryLater.Unavailable(context, "This gateway is stopping.");
        if (_sockets.Count < _max) return null;
        _refused.Add();
        return TryLater.Unavailable(context, "This gateway has as many WebSockets as it may have. Try again later.");
    }

    public void Dispose() => _refused.Dispose();

    [LoggerMessage(LogLevel.Warning, "{Count} WebSockets were refused, because {Max} are open, which is all that there may be")]
    private static partial void LogRefused(ILogger logger, long count, int max);
}
