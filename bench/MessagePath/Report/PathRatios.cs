using RoomChat.Benchmarks.FanOut.Report;

namespace RoomChat.Benchmarks.MessagePath.Report;

/// <summary>The product's figures compared with the peer's figures of the same run and with numbers. Some have targets.</summary>
internal static class PathRatios
{
    private const string AllCpu = "CPU a message, all";
    private const string ServicesCpu = "CPU a message, services";
    private const string Throughput = "messages/s";
    private const string Idle = "idle";

    private static readonly Ratio[] Targets =
    [
        new("100", AllCpu, PathServerNames.Peer, 0, AtMost: 0.7),
        new("400", AllCpu, PathServerNames.Peer, 0, AtMost: 0.6),
        new("100", ServicesCpu, "µs", 0, AtMost: 1_600),
        new("100", "p50", "ms", 0, AtMost: 3.5),
        new("100", "p99", "ms", 0, AtMost: 7),
        new("400", "p50", "ms", 0, AtMost: 2.5),
        new("400", "p99", "ms", 0, AtMost: 8),
        new("max", Throughput, "1/s", 0, AtLeast: 8_000),
        new("max", "p99", "ms", 0, AtMost: 50),
        new("pipelined", Throughput, "1/s", 0, AtLeast: 15_000),
        new(Idle, "CPU of a core", "%", 0, AtMost: 1),
        new("idle-1000", "CPU", "itself, nobody there", 0, AtMost: 1.1),
    ];

    /// <param name="medians">One per load and server.</param>
    public static IReadOnlyList<Ratio> Of(IReadOnlyList<PathFigures> medians) =>
        [.. medians.Where(one => one.Server == PathServerNames.RoomChat).SelectMany(ours => Of(ours, medians)).Select(WithTarget)];

    private static IEnumerable<Ratio> Of(PathFigures ours, IReadOnlyList<PathFigures> medians)
    {
        if (ours.MessagesPerSecond is not { } perSecond)
        {
            // One millisecond per second is a tenth of a percent.
            yield return new Ratio(ours.Load, "CPU of a core", "%", ours.AllCpu / 10);
            if (ours.Load != Idle && medians.FirstOrDefault(one => one.Load == Idle && one.Server == ours.Server) is { } silent)
                yield return new Ratio(ours.Load, "CPU", "itself, nobody there", ours.AllCpu / silent.AllCpu);
            yield break;
        }
        if (medians.FirstOrDefault(one => one.Load == ours.Load && one.Server == PathServerNames.Peer) is { } peer)
        {
            yield return new Ratio(ours.Load, AllCpu, peer.Server, ours.AllCpu / peer.AllCpu);
            yield return new Ratio(ours.Load, ServicesCpu, peer.Server, ours.ServicesCpu / peer.ServicesCpu);
        }
        yield return new Ratio(ours.Load, ServicesCpu, "µs", ours.ServicesCpu);
        yield return new Ratio(ours.Load, "p50", "ms", ours.P50Milliseconds ?? double.NaN);
        yield return new Ratio(ours.Load, "p99", "ms", ours.P99Milliseconds ?? double.NaN);
        if (ours.Load is "max" or "pipelined") yield return new Ratio(ours.Load, Throughput, "1/s", perSecond);
    }

    private static Ratio WithTarget(Ratio ratio) =>
        Targets.FirstOrDefault(
            target => (target.Scenario, target.Figure, target.To) == (ratio.Scenario, ratio.Figure, ratio.To)) is { } target
            ? ratio with { AtLeast = target.AtLeast, AtMost = target.AtMost }
            : ratio;
}
