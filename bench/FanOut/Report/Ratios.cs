using RoomChat.Benchmarks.FanOut.Servers;

namespace RoomChat.Benchmarks.FanOut.Report;

/// <summary>Ratios of RoomChat to the other servers, and to itself with few rooms. Some have targets.</summary>
internal static class Ratios
{
    private const string Cpu = "CPU per delivery";
    private const string P99 = "p99";
    private const string Throughput = "deliveries/s";
    private const string Memory = "bytes per idle connection";
    private const string Allocated = "bytes allocated per delivery";
    private const string Joins = "CPU per join";
    private const string FewRooms = "itself with 100 rooms";
    private const string NoneStuck = "itself, none is stuck";
    private const string SmallRooms = "itself with 180 rooms";

    /// <summary>Allowance for other load on the machine, which raises the 99th percentile.</summary>
    private const double MostOfNoise = 1.2;

    /// <summary>Allocated bytes per delivery that count as zero: a few objects per message, shared by its deliveries.</summary>
    private const double AboutNoBytes = 10;

    private static readonly (string Name, Func<FanOutFigures, double?> Of)[] Compared =
    [
        (Cpu, one => one.CpuMicroseconds), (P99, one => one.P99Milliseconds),
        (Throughput, one => one.DeliveredPerSecond), (Memory, one => one.BytesPerConnection),
    ];

    private static readonly Ratio[] Targets =
    [
        new("A", Cpu, ServerNames.Floor, 0, AtMost: 1.2),
        new("A", Cpu, ServerNames.SignalR, 0, AtMost: 0.6),
        new("A", P99, ServerNames.SignalR, 0, AtMost: 1),
        new("B", Cpu, ServerNames.SignalR, 0, AtMost: 0.3),
        new("B", P99, ServerNames.SignalR, 0, AtMost: 1),
        new("C", Cpu, ServerNames.SignalR, 0, AtMost: 0.45),
        new("C", Throughput, ServerNames.SignalR, 0, AtLeast: 1.5),
        new("D", Memory, ServerNames.SignalR, 0, AtMost: 0.4),
    ];

    /// <param name="medians">One per scenario and server.</param>
    public static IReadOnlyList<Ratio> Of(IReadOnlyList<FanOutFigures> medians) =>
        [.. medians.Where(one => ServerNames.IsRoomChat(one.Server)).SelectMany(ours => Of(ours, medians))];

    private static IEnumerable<Ratio> Of(FanOutFigures ours, IReadOnlyList<FanOutFigures> medians)
    {
        foreach (var theirs in medians.Where(one => one.Scenario == ours.Scenario && one.Server != ours.Server))
        {
            foreach (var figure in Compared)
            {
                // At an even pace all servers deliver the published rate.
                if (figure.Name == Throughput && ours.Scenario != "C") continue;
                var name = figure.Name == Cpu && IsOfJoins(ours) ? Joins : figure.Name;
                if (figure.Of(ours) / figure.Of(theirs) is { } ratio)
                    yield return WithTarget(new Ratio(ours.Scenario, name, theirs.Server, ratio));
            }
        }
        if (ours.BytesPerConnection is { } bytes) yield return new Ratio(ours.Scenario, Memory, "bytes", bytes, AtMost: 10_000);
        if (ours.Scenario is "A" or "B" or "C" && ours.AllocatedBytes is { } allocated)
            yield return new Ratio(ours.Scenario, Allocated, "bytes", allocated, AtMost: AboutNoBytes);
        if (ours.Scenario == "E" && medians.FirstOrDefault(one => one.Scenario == "E-100" && one.Server == ours.Server) is { } fewRooms)
        {
            yield return new Ratio(
                ours.Scenario, Cpu, FewRooms, ours.CpuMicroseconds / fewRooms.CpuMicroseconds ?? double.NaN, AtLeast: 0.8, AtMost: 1.2);
        }
        if (ours.Scenario == "F-stuck" && medians.FirstOrDefault(one => one.Scenario == "F" && one.Server == ours.Server) is { } noneStuck)
        {
            yield return new Ratio(
                ours.Scenario, P99, NoneStuck, ours.P99Milliseconds / noneStuck.P99Milliseconds ?? double.NaN, AtMost: MostOfNoise);
        }
        if (ours.Scenario == "G" && medians.FirstOrDefault(one => one.Scenario == "G-180" && one.Server == ours.Server) is { } smallRooms)
        {
            yield return new Ratio(
                ours.Scenario, Joins, SmallRooms, ours.CpuMicroseconds / smallRooms.CpuMicroseconds ?? double.NaN, AtMost: MostOfNoise);
        }
    }

    private static bool IsOfJoins(FanOutFigures figures) => figures.Scenario.StartsWith('G');

    private static Ratio WithTarget(Ratio ratio) =>
        Targets.FirstOrDefault(
            target => (target.Scenario, target.Figure, target.To) == (ratio.Scenario, ratio.Figure, ratio.To)) is { } target
            ? ratio with { AtLeast = target.AtLeast, AtMost = target.AtMost }
            : ratio;
}
