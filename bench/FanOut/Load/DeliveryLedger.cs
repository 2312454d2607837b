using System.Globalization;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>
/// Accounts for every delivery: each connection must see its room's messages 0, 1, 2 … each once. Written by the receiving thread alone; the counts
/// may be read from any.
/// </summary>
/// <param name="connections">How many connections there are.</param>
internal sealed class DeliveryLedger(int connections)
{
    private readonly long[] _next = new long[connections];
    private long _delivered;

    /// <summary>Publish to receive, since the last <see cref="BeginMeasuring"/>.</summary>
    public LatencyHistogram Latencies { get; } = new();

    /// <summary>Messages that arrived, over all connections, since the beginning. Each counts once.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Messages that a later one overtook: out of order, or never to come.</summary>
    public long Skipped { get; private set; }

    /// <summary>Messages that came a second time, or after a later one.</summary>
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

    /// <summary>To be called while nothing is under way.</summary>
    public void BeginMeasuring() => Latencies.Clear();

    /// <summary>What is wrong, in words; nothing when every delivery was made once and in order.</summary>
    /// <param name="expected">Deliveries there should have been since the beginning.</param>
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
