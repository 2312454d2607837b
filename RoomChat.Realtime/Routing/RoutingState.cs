using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// Whether this instance can receive from Service Bus. Said by the strategy, asked by the health check. Safe for any thread.
/// </summary>
internal sealed class RoutingState(RealtimeMetrics metrics)
{
    private volatile RoutingTrouble? _trouble = RoutingTrouble.NotStarted;

    /// <summary>What is in the way; null when the last attempt succeeded.</summary>
    public RoutingTrouble? Trouble => _trouble;

    public void Works() => _trouble = null;

    public void Failed(RoutingTrouble trouble)
    {
        _trouble = trouble;
        metrics.Losses.RoutingFailed(trouble.Cause);
    }

    /// <summary>Another instance may have taken over meanwhile: the unsettled messages come again, and nothing is in the way.</summary>
    public void SessionLost() => metrics.Losses.RoutingFailed("session_lock_lost");
}
