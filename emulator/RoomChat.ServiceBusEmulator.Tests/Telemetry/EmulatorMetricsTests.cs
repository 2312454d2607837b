using System.Diagnostics.Metrics;
using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Telemetry;
using RoomChat.ServiceBusEmulator.Tests.Broker;

namespace RoomChat.ServiceBusEmulator.Tests.Telemetry;

public sealed class EmulatorMetricsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ServiceBusNamespace _entities;
    private readonly EmulatorMetrics _metrics;
    private readonly MeterListener _listener = new();
    private readonly Dictionary<(string Instrument, string Entity), long> _seen = [];

    public EmulatorMetricsTests()
    {
        _entities = new ServiceBusNamespace(_time);
        _metrics = new EmulatorMetrics(_entities);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EmulatorMetrics.MeterName) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _seen[(instrument.Name, OfEntity(tags))] = value);
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _metrics.Dispose();
        _entities.Dispose();
    }

    [Fact]
    public void Gauges_are_reported_per_entity_and_follow_changes()
    {
        var queue = _entities.Create(new QueueDescription("metered-queue"));
        queue.Send([
            Sample.Message("1"),
            Sample.Message("2"),
            Sample.Message("3"),
            Sample.Message("4") with { ScheduledEnqueueTime = _time.GetUtcNow() + TimeSpan.FromHours(1) }]);
        queue.Messages.Settle(queue.Messages.ReceiveOne().LockToken!.Value, new Settlement.DeadLetter());
        queue.Messages.ReceiveOne();

        Assert.Equal((2, 1, 1, 1), Levels("metered-queue"));
        _entities.Delete(queue.Path);
        _seen.Clear();
        Assert.Equal((-1, -1, -1, -1), Levels("metered-queue"));
    }

    private (long Active, long Locked, long Scheduled, long DeadLetters) Levels(string entity)
    {
        _listener.RecordObservableInstruments();
        return (Level("active"), Level("locked"), Level("scheduled"), Level("dead_letters"));

        long Level(string name) => _seen.GetValueOrDefault(("servicebus." + name, entity), -1);
    }

    private static string OfEntity(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == "entity") return (string)tag.Value!;
        }

        return "";
    }
}
