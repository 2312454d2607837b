using System.Text.Json;
using RoomChat.Benchmarks.FanOut.Report;
using RoomChat.Benchmarks.MessagePath;
using RoomChat.Benchmarks.MessagePath.Report;

namespace RoomChat.Tests.Benchmarks.MessagePath.Report;

public sealed class PathReportTests
{
    [Fact]
    public async Task Report_shows_medians_and_file_has_every_round()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("roomchat-report-").FullName, "figures.json");
        using var screen = new StringWriter();
        PathFigures[] rounds = [Ours("100", 60), Peer("100", 100), Ours("100", 71), Peer("100", 101), Ours("100", 70), Peer("100", 102)];
        var command = new PathCommand();
        await PathReport.WriteAsync(command.PlanOf(command.Parse(["--json", path])), rounds, screen, TestContext.Current.CancellationToken);

        Assert.Matches(@"\| 100 +\| roomchat \| median +\| +70\.0 \|", screen.ToString());
        Assert.Matches(@"\| 100 +\| CPU a message, all +\| peer +\| +0\.71 \| <= 0\.7 +\| NO  \|", screen.ToString());
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(6, file.RootElement.GetProperty("rounds").GetArrayLength());
        Assert.Equal(2, file.RootElement.GetProperty("medians")[0].GetProperty("cpu").GetProperty("realtime").GetDouble());
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory]
    [InlineData(1_598, true)]
    [InlineData(1_599, false)]
    public void The_services_count_without_emulator_and_Redis(double api, bool isMet)
    {
        var ours = Ours("100", emulator: 5_000);
        var ratio = Find([ours with { Cpu = With(ours, PathProcess.Api, api) }], "CPU a message, services", "µs");
        Assert.Equal((api + 2, isMet), (ratio.Value, ratio.IsMet));
    }

    [Theory]
    [InlineData(7_999, false)]
    [InlineData(8_000, true)]
    public void Full_speed_load_has_a_target_rate(double perSecond, bool isMet) =>
        Assert.Equal(isMet, Find([Ours("max", 1) with { MessagesPerSecond = perSecond }], "messages/s", "1/s").IsMet);

    [Fact]
    public void Idle_CPU_is_compared_with_a_core_and_without_connections()
    {
        PathFigures[] medians = [Silent("idle", 9), Silent("idle-1000", 10.5)];
        Assert.Equal(0.9, Find(medians, "CPU of a core", "%", "idle").Value, precision: 9);
        Assert.False(Find(medians, "CPU", "itself, nobody there", "idle-1000").IsMet);
    }

    [Fact]
    public void A_fault_of_any_round_is_told() =>
        Assert.Equal(["1 missing"], Assert.Single(PathMedians.Of([Ours("100", 1), Ours("100", 1) with { Faults = ["1 missing"] }])).Faults);

    private static Ratio Find(IReadOnlyList<PathFigures> medians, string figure, string to, string? load = null) =>
        Assert.Single(
            PathRatios.Of(medians),
            ratio => ratio.Figure == figure && ratio.To == to && (load is null || ratio.Scenario == load));

    private static PathFigures Ours(string load, double emulator) =>
        Silent(load, 2) with { MessagesPerSecond = 100, Cpu = With(Silent(load, 2), PathProcess.Emulator, emulator) };

    private static PathFigures Peer(string load, double cpu) => Of("peer", load, PathProcess.Peer, cpu) with { MessagesPerSecond = 100 };

    private static PathFigures Silent(string load, double cpu) => Of("roomchat", load, PathProcess.Realtime, cpu);

    private static PathFigures Of(string server, string load, string process, double cpu) =>
        new() { Load = load, Server = server, Round = 1, Cpu = new Dictionary<string, double>(StringComparer.Ordinal) { [process] = cpu } };

    private static Dictionary<string, double> With(PathFigures figures, string process, double cpu) =>
        new(figures.Cpu, StringComparer.Ordinal) { [process] = cpu };
}
