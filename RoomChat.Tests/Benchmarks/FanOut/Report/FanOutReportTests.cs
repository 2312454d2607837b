using System.Text.Json;
using RoomChat.Benchmarks.FanOut;
using RoomChat.Benchmarks.FanOut.Report;

namespace RoomChat.Tests.Benchmarks.FanOut.Report;

public sealed class FanOutReportTests
{
    [Fact]
    public async Task Report_shows_medians_and_file_has_every_round()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("roomchat-report-").FullName, "figures.json");
        using var screen = new StringWriter();
        FanOutFigures[] rounds =
            [Of("roomchat", 1, 7), Of("signalr", 1, 14), Of("roomchat", 2, 9), Of("signalr", 2, 15),
             Of("roomchat", 3, 8), Of("signalr", 3, 16)];
        var command = new FanOutCommand();
        await FanOutReport.WriteAsync(
            command.PlanOf(command.Parse(["--json", path])),
            rounds,
            screen,
            TestContext.Current.CancellationToken);

        Assert.Matches(@"\| A +\| roomchat \| median +\| +8\.00 \|", screen.ToString());
        Assert.Matches(@"\| A +\| CPU per delivery +\| signalr +\| +0\.53 \| <= 0\.6 +\| yes \|", screen.ToString());
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(6, file.RootElement.GetProperty("rounds").GetArrayLength());
        Assert.Equal(8, file.RootElement.GetProperty("medians")[0].GetProperty("cpu_microseconds").GetDouble());
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    private static FanOutFigures Of(string server, int round, double cpu) =>
        new() { Scenario = "A", Server = server, Round = round, CpuMicroseconds = cpu };
}
