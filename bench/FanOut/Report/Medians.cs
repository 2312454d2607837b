namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>The medians over all rounds, figure by figure.</summary>
internal static class Medians
{
    /// <summary>One per scenario and server, in the order of the rounds. It has the faults of all rounds.</summary>
    public static IReadOnlyList<FanOutFigures> Of(IEnumerable<FanOutFigures> rounds) =>
        [.. rounds.GroupBy(one => (one.Scenario, one.Server)).Select(group => Of([.. group]))];

    private static FanOutFigures Of(FanOutFigures[] rounds) => rounds[0] with
    {
        Round = 0,
        Messages = rounds.Sum(one => one.Messages),
        Expected = rounds.Sum(one => one.Expected),
        Delivered = rounds.Sum(one => one.Delivered),
        Seconds = rounds.Sum(one => one.Seconds),
        CpuMicroseconds = Of(rounds, one => one.CpuMicroseconds),
        DeliveredPerSecond = Of(rounds, one => one.DeliveredPerSecond),
        P50Milliseconds = Of(rounds, one => one.P50Milliseconds),
        P99Milliseconds = Of(rounds, one => one.P99Milliseconds),
        MaxMilliseconds = Of(rounds, one => one.MaxMilliseconds),
        AllocatedBytes = Of(rounds, one => one.AllocatedBytes),
        Collections = (long?)Of(rounds, one => one.Collections),
        BytesPerConnection = Of(rounds, one => one.BytesPerConnection),
        HeapBytesPerConnection = Of(rounds, one => one.HeapBytesPerConnection),
        IdleCpuMilliseconds = Of(rounds, one => one.IdleCpuMilliseconds),
        RedisCpuMicroseconds = Of(rounds, one => one.RedisCpuMicroseconds),
        Faults = [.. rounds.SelectMany(one => one.Faults)],
    };

    /// <summary>For an even number of rounds the mean of the middle two. Null when no round has the figure.</summary>
    private static double? Of(FanOutFigures[] rounds, Func<FanOutFigures, double?> figure)
    {
        var values = rounds.Select(figure).OfType<double>().Order().ToArray();
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
