using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace RoomChat.Tests.Fixtures;

/// <summary>Keeps the time series of one service's metrics: each name with each set of tags.</summary>
internal sealed class TagRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, bool> _series = new(StringComparer.Ordinal);

    /// <param name="meters">The service's meter factory.</param>
    internal TagRecorder(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Keep(instrument, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        _listener.Start();
    }

    /// <summary>All series so far, sorted.</summary>
    internal IReadOnlyList<string> Series
    {
        get
        {
            _listener.RecordObservableInstruments();
            return [.. _series.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var names = new List<string>();
        foreach (var (name, value) in tags) names.Add($"{name}={value}");
        _series.TryAdd($"{instrument.Name} {string.Join(' ', names.Order(StringComparer.Ordinal))}", true);
    }
}
