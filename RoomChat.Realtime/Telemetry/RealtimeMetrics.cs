using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RoomChat.Realtime.Telemetry;

/// <summary>All instruments of the realtime service.</summary>
internal sealed class RealtimeMetrics
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "RoomChat.Realtime";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Meter _meter;
    private readonly UpDownCounter<long> _connections;
    private readonly UpDownCounter<long> _rooms;
    private readonly UpDownCounter<long> _members;
    private readonly Counter<long> _received;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _slowConsumers;
    private readonly Counter<long> _events;
    private readonly Counter<long> _pushes;

    public RealtimeMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        Losses = new LossMetrics(_meter);
        _connections = _meter.CreateUpDownCounter<long>("roomchat.connections", "{connection}", "Open connections");
        _rooms = _meter.CreateUpDownCounter<long>("roomchat.rooms", "{room}", "Rooms whose feed is open on this instance");
        _members = _meter.CreateUpDownCounter<long>("roomchat.members", "{member}", "Connections in rooms, counted once a room");
        _received = _meter.CreateCounter<long>(
            "roomchat.routing.received", "{message}", "Messages that Service Bus gave this instance, by whom they are for");
        _messages = _meter.CreateCounter<long>("roomchat.messages", "{message}", "Messages fed to rooms on this instance");
        _deliveries = _meter.CreateCounter<long>("roomchat.deliveries", "{delivery}", "Messages sent to connections or queued for them");
        _gaps = _meter.CreateCounter<long>("roomchat.gaps_repaired", "{message}", "Messages that the channel lost and the log gave");
        _slowConsumers = _meter.CreateCounter<long>(
            "roomchat.slow_consumers", "{connection}", "Connections closed because they read too slowly");
        _events = _meter.CreateCounter<long>(
            "roomchat.events", "{event}", "Events that this instance sent to rooms, by type; they are not kept");
        _pushes = _meter.CreateCounter<long>(
            "roomchat.pushes", "{push}", "Messages for browsers whose page is closed, by what the push service did");
    }

    /// <summary>Counters of losses.</summary>
    public LossMetrics Losses { get; }

    /// <summary>Some of the figures as they are now.</summary>
    public RunningTotals Totals { get; } = new();

    public void ObserveQueuedBytes(Func<long> read) =>
        _meter.CreateObservableGauge("roomchat.queued_bytes", read, "By", "Bytes that connections have yet to take");

    public void ConnectionOpened() => _connections.Add(1);

    public void ConnectionClosed() => _connections.Add(-1);

    public void RoomOpened()
    {
        _rooms.Add(1);
        Totals.AddRooms(1);
    }

    public void RoomClosed()
    {
        _rooms.Add(-1);
        Totals.AddRooms(-1);
    }

    public void MemberEntered()
    {
        _members.Add(1);
        Totals.AddMembers(1);
    }

    public void MemberLeft()
    {
        _members.Add(-1);
        Totals.AddMembers(-1);
    }

    /// <param name="audience"><c>room</c>, <c>everyone</c>, or <c>canary</c>.</param>
    public void MessageReceived(string audience)
    {
        _received.Add(1, new KeyValuePair<string, object?>("for", audience));
        if (audience != "canary") Totals.AddMessage();
    }

    public void MessageFed() => _messages.Add(1);

    public void Delivered(long deliveries)
    {
        _deliveries.Add(deliveries);
        Totals.AddDeliveries(deliveries);
    }

    public void GapRepaired(int messages) => _gaps.Add(messages);

    public void EventPublished(string type) => _events.Add(1, new KeyValuePair<string, object?>("type", type));

    public void Pushed(string outcome) => _pushes.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void SlowConsumerClosed()
    {
        _slowConsumers.Add(1);
        Totals.AddSlowConsumer();
    }
}
