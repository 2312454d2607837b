using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RoomChat.Tests.Fixtures;

/// <summary>Sums the counters of one service. Other services may run in the same process.</summary>
internal sealed class MetricRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Name, string Tag), long> _counts = new();

    /// <param name="meters">The service's meter factory.</param>
    internal MetricRecorder(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counts.AddOrUpdate((instrument.Name, tags.IsEmpty ? "" : $"{tags[0].Value}"), value, (_, sum) => sum + value));
        _listener.Start();
    }

    /// <summary>The sum of a counter, for one value of its first tag.</summary>
    internal long Count(string name, string tag = "") => _counts.GetValueOrDefault((name, tag));

    public void Dispose() => _listener.Dispose();
}
