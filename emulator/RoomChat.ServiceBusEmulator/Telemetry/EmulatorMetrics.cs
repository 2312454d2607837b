using System.Diagnostics.Metrics;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Telemetry;

/// <summary>
/// All instruments of the emulator. A collector reads each from the queues; the entity's path is a tag.
/// </summary>
internal sealed class EmulatorMetrics : IDisposable
{
    public const string MeterName = "RoomChat.ServiceBusEmulator";

    private const string Unit = "{message}";
    private readonly ServiceBusNamespace _entities;
    private readonly Meter _meter;

    public EmulatorMetrics(ServiceBusNamespace entities)
    {
        _entities = entities;
        _meter = new Meter(MeterName);
        Count("servicebus.enqueued", "Messages taken in.", static activity => activity.Enqueued);
        Count("servicebus.delivered", "Messages sent to receivers, repetitions included.", static activity => activity.Delivered);
        Count("servicebus.completed", "Messages that were received for good.", static activity => activity.Completed);
        Count("servicebus.given_back", "Messages abandoned or released, or whose lock ran out.", static activity => activity.GivenBack);
        Count("servicebus.dead_lettered", "Messages moved to the dead letters.", static activity => activity.DeadLettered);
        Count("servicebus.expired", "Messages dropped because their time was over.", static activity => activity.Expired);
        _meter.CreateObservableUpDownCounter("servicebus.kept", () => Read(static activity => activity.Kept), Unit, "Messages kept now.");
        _meter.CreateObservableUpDownCounter(
            "servicebus.locked", () => Read(static activity => activity.Locked), Unit, "Messages locked by receivers now.");
        Level("servicebus.active", "Messages to be received or being received now.", static counts => counts.Active);
        Level("servicebus.scheduled", "Messages that are not due yet.", static counts => counts.Scheduled);
        Level("servicebus.dead_letters", "Dead letters kept now.", static counts => counts.DeadLettered);
    }

    public void Dispose() => _meter.Dispose();

    private void Count(string name, string description, Func<QueueActivity, long> value) =>
        _meter.CreateObservableCounter(name, () => Read(value), Unit, description);

    private void Level(string name, string description, Func<EntityCounts, long> value) => _meter.CreateObservableUpDownCounter(
        name,
        () => _entities.Entities.Select(
            entity => new Measurement<long>(value(entity.Counts), new KeyValuePair<string, object?>("entity", entity.Path.Name))),
        Unit,
        description);

    private IEnumerable<Measurement<long>> Read(Func<QueueActivity, long> value) =>
        _entities.Sources.Select(
            queue => new Measurement<long>(value(queue.Activity), new KeyValuePair<string, object?>("entity", queue.Path.Name)));
}
