namespace RoomChat.Benchmarks.MessagePath.Report;

/// <summary>The medians over all rounds, figure by figure.</summary>
internal static class PathMedians
{
    /// <summary>One per load and server, in the order of the rounds. It has the faults of all rounds.</summary>
    public static IReadOnlyList<PathFigures> Of(IEnumerable<PathFigures> rounds) =>
        [.. rounds.GroupBy(one => (one.Load, one.Server)).Select(group => Of([.. group]))];

    private static PathFigures Of(PathFigures[] rounds) => rounds[0] with
    {
        Round = 0,
        Messages = rounds.Sum(one => one.Messages),
        Seconds = rounds.Sum(one => one.Seconds),
        Cpu = rounds[0].Cpu.Keys.ToDictionary(name => name, name => Of(rounds, one => one.Cpu[name])!.Value, StringComparer.Ordinal),
        MessagesPerSecond = Of(rounds, one => one.MessagesPerSecond),
        P50Milliseconds = Of(rounds, one => one.P50Milliseconds),
        P99Milliseconds = Of(rounds, one => one.P99Milliseconds),
        Faults = [.. rounds.SelectMany(one => one.Faults)],
    };

    /// <summary>For an even number of rounds the mean of the middle two. Null when no round has the figure.</summary>
    private static double? Of(PathFigures[] rounds, Func<PathFigures, double?> figure)
    {
        var values = rounds.Select(figure).OfType<double>().Order().ToArray();
        return values.Length == 0 ? null : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
