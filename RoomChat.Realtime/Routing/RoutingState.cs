using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing;

/// <summary>Whether this instance can receive from Service Bus. Set by the strategy, read by the health check. Thread-safe.</summary>
internal sealed class RoutingState(RealtimeMetrics metrics)
{
    private volatile RoutingTrouble? _trouble = RoutingTrouble.NotStarted;

    /// <summary>The reason of the last failure; null when the last attempt succeeded.</summary>
    public RoutingTrouble? Trouble => _trouble;

    public void Works() => _trouble = null;

    public void Failed(RoutingTrouble trouble)
    {
        _trouble = trouble;
        metrics.Losses.RoutingFailed(trouble.Cause);
    }

    /// <summary>A lost session, maybe to another instance. Unsettled messages come again; receiving still works.</summary>
    public void SessionLost() => metrics.Losses.RoutingFailed("session_lock_lost");
}
