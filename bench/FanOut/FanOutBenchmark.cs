using System.Globalization;
using RoomChat.Benchmarks.FanOut.Report;
using RoomChat.Benchmarks.Servers;

namespace RoomChat.Benchmarks.FanOut;

/// <summary>Cost of a delivery in RoomChat, in SignalR, in the simple loop and in the minimal server, side by side in one run.</summary>
internal static class FanOutBenchmark
{
    /// <returns>Whether every message arrived at every member once and in order.</returns>
    public static async Task<bool> RunAsync(FanOutPlan plan, CancellationToken ct)
    {
        await using var redis = await RedisProcess.StartAsync(ct);
        var measurement = new FanOutMeasurement(plan, redis);
        var figures = new List<FanOutFigures>();
        Console.WriteLine(FigureTable.Heading);
        foreach (var scenario in plan.Scenarios)
        {
            for (var round = 1; round <= plan.Rounds; round++)
            {
                // The servers take turns, so that a busy minute of the machine does not affect one server alone.
                foreach (var server in plan.Servers.Where(scenario.IsFor))
                {
                    figures.Add(await measurement.RunAsync(scenario, server, round, ct));
                    Console.WriteLine(FigureTable.ToRow(figures[^1], string.Create(CultureInfo.InvariantCulture, $"round {round}")));
                }
            }
        }
        await FanOutReport.WriteAsync(plan, figures, Console.Out, ct);
        return figures.TrueForAll(one => one.Faults.Count == 0);
    }
}
