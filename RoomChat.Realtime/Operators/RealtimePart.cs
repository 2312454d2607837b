using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Instances;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.Routing;
using RoomChat.Realtime.Routing.Canary;
using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Operators;

/// <summary>Adds the figures of a realtime instance to its report.</summary>
internal sealed class RealtimePart(
    InstanceIdentity instance, ConnectionRegistry connections, ConnectionDrain drain, RealtimeMetrics metrics, RoutingChoice routing,
    RoutingCanary canary) : IInstancePart
{
    /// <summary>Most connections with waiting bytes that a report names.</summary>
    private const int MostSlow = 5;

    public InstanceReport Complete(InstanceReport report)
    {
        var totals = metrics.Totals;
        var last = canary.Last;
        var waiting = connections.All().Select(connection => (Connection: connection, connection.QueuedBytes))
            .Where(one => one.QueuedBytes > 0).ToList();
        return report with
        {
            Id = instance.Id,
            Connections = connections.Count,
            Rooms = totals.Rooms,
            Members = totals.Members,
            Messages = totals.Messages,
            Deliveries = totals.Deliveries,
            SlowConsumers = totals.SlowConsumers,
            QueuedBytes = waiting.Sum(one => one.QueuedBytes),
            Draining = drain.HasBegun,
            Strategy = routing.Strategy.Name,
            Canary = new CanaryResult(
                last.Step.ToString(), last.Step == CanaryStep.Returned,
                last.RoundTrip is { } time ? Math.Round(time.TotalMilliseconds) : null),
            Slowest =
            [
                .. waiting.OrderByDescending(one => one.QueuedBytes).Take(MostSlow)
                    .Select(one => new WaitingConnection(one.Connection.Id, one.Connection.Caller.Id, one.QueuedBytes)),
            ],
        };
    }
}
