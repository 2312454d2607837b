using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace RoomChat.Messaging.Instances;

/// <summary>
/// The refusals of this process by reason. Sums RoomChat's counters with refusals in their names, such as <c>roomchat.refused_keys</c> and
/// <c>roomchat.limits.refused</c>. Refusals are rare, so counting them here as well is cheap.
/// </summary>
public sealed class RefusalCounts : IDisposable
{
    private const string Prefix = "roomchat.";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, StrongBox<long>> _counts = new(StringComparer.Ordinal);

    /// <param name="meters">Only meters of this factory count. Other hosts in this process have their own factories.</param>
    public RefusalCounts(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters) && ReasonOf(instrument.Name) is { } reason)
                listener.EnableMeasurementEvents(instrument, reason);
        };
        _listener.SetMeasurementEventCallback<long>(Count);
        _listener.Start();
    }

    /// <summary>The current counts, without zeros.</summary>
    public IReadOnlyDictionary<string, long> Read()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in _counts) counts[reason] = Interlocked.Read(ref count.Value);
        return counts;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>The reason that a counter's name gives; null if the counter does not count refusals.</summary>
    internal static string? ReasonOf(string instrument)
    {
        if (!instrument.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var name = instrument[Prefix.Length..];
        return name == "unsigned_requests" ? name
            : name.StartsWith("refused_", StringComparison.Ordinal) ? name["refused_".Length..]
            : name.EndsWith("_refused", StringComparison.Ordinal) || name.EndsWith(".refused", StringComparison.Ordinal)
                ? name[..^"_refused".Length]
            : null;
    }

    private void Count(Instrument instrument, long measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var reason = (string)state!;
        // Tags name the refused operation and the budget. Their values come from RoomChat's code, and there are few of them.
        foreach (var tag in tags) reason += $".{tag.Value}";
        Interlocked.Add(ref _counts.GetOrAdd(reason, static _ => new StrongBox<long>()).Value, measurement);
    }
}
