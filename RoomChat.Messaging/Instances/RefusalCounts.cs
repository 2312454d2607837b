using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace RoomChat.Messaging.Instances;

/// <summary>
/// The refusals of this process by reason: sums of all counters of ours whose names say so, as <c>roomchat.refused_keys</c> and
/// <c>roomchat.limits.refused</c>. They are rare, so that counting them here too costs nothing.
/// </summary>
public sealed class RefusalCounts : IDisposable
{
    private const string Prefix = "roomchat.";

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, StrongBox<long>> _counts = new(StringComparer.Ordinal);

    /// <param name="meters">Whose meters are counted: those of other hosts in this process are not.</param>
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

    /// <summary>The counts at this moment, without those that are zero.</summary>
    public IReadOnlyDictionary<string, long> Read()
    {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (reason, count) in _counts) counts[reason] = Interlocked.Read(ref count.Value);
        return counts;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>What a counter counts the refusals of; null for a counter of something else.</summary>
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
        // What was refused, and by whose budget. All values are ours, and few.
        foreach (var tag in tags) reason += $".{tag.Value}";
        Interlocked.Add(ref _counts.GetOrAdd(reason, static _ => new StrongBox<long>()).Value, measurement);
    }
}
