using System.Globalization;
using RoomChat.Benchmarks.MessagePath.Report;
using RoomChat.Benchmarks.MessagePath.Servers;

namespace RoomChat.Benchmarks.MessagePath;

/// <summary>Cost per process and latency of a message, in the product and in a minimal program with the same function.</summary>
internal static class PathBenchmark
{
    /// <returns>Whether every message arrived at every member once and in order.</returns>
    public static async Task<bool> RunAsync(PathPlan plan, CancellationToken ct)
    {
        var figures = new List<PathFigures>();
        Console.WriteLine(PathTable.Heading);
        for (var round = 1; round <= plan.Rounds; round++)
        {
            // The servers take turns, so that a busy minute of the machine does not affect one server alone.
            foreach (var name in plan.Servers)
            {
                await using var server = await PathServers.StartAsync(name, plan.IsThroughGateway, plan.DoesRedisWait, ct);
                var measurement = new PathMeasurement(server, name, plan.Duration, plan.WarmUp);
                await measurement.WarmUpAsync(ct);
                foreach (var load in plan.Loads.Where(load => load.IsFor(name)))
                {
                    figures.Add(await measurement.RunAsync(load, round, ct));
                    Console.WriteLine(PathTable.ToRow(figures[^1], string.Create(CultureInfo.InvariantCulture, $"round {round}")));
                }
            }
        }
        await PathReport.WriteAsync(plan, figures, Console.Out, ct);
        return figures.TrueForAll(one => one.Faults.Count == 0);
    }
}
