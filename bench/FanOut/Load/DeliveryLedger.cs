using System.Globalization;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>
/// Accounts for every delivery. Each connection must see its room's messages 0, 1, 2 … once each. Only the receiving thread writes; any
/// thread may read the counts.
/// </summary>
/// <param name="connections">The number of connections.</param>
internal sealed class DeliveryLedger(int connections)
{
    private readonly long[] _next = new long[connections];
    private long _delivered;

    /// <summary>Times from publish to receive since the last <see cref="BeginMeasuring"/>.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Deliveries over all connections since the start. A repeated message counts once.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Messages overtaken by a later one: out of order or lost.</summary>
    public long Skipped { get; private set; }

    /// <summary>Messages that arrived twice or after a later one.</summary>
    public long Repeated { get; private set; }

    public void Record(int connection, long number, long latency)
    {
        ref var next = ref _next[connection];
        if (number < next)
        {
            Repeated++;
            return;
        }
        Skipped += number - next;
        next = number + 1;
        Latencies.Record(latency);
        Volatile.Write(ref _delivered, _delivered + 1);
    }

    /// <summary>Clears the latencies. Call it while no message is in flight.</summary>
    public void BeginMeasuring() => Latencies.Clear();

    /// <summary>Describes the faults. Empty when every delivery was made once and in order.</summary>
    /// <param name="expected">Expected deliveries since the start.</param>
    public IReadOnlyList<string> FaultsAgainst(long expected)
    {
        var faults = new List<string>();
        Add(expected - Delivered, "missing");
        Add(Delivered - expected, "that nobody published");
        Add(Skipped, "overtaken by later ones");
        Add(Repeated, "repeated or late");
        return faults;

        void Add(long count, string what)
        {
            if (count > 0) faults.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}"));
        }
    }
}
