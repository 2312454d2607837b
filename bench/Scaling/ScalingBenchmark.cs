using RoomChat.Benchmarks.Scaling.Report;

namespace RoomChat.Benchmarks.Scaling;

/// <summary>Cost of a message under each routing strategy, with few and many rooms, on one and several instances.</summary>
internal static class ScalingBenchmark
{
    /// <returns>
    /// Whether every message arrived at every member once and in order. Otherwise the figures are void and no file is changed.
    /// </returns>
    public static async Task<bool> RunAsync(ScalingPlan plan, CancellationToken ct)
    {
        var figures = new List<ScalingFigures>();
        Console.WriteLine(ScalingTable.Heading);
        foreach (var strategy in plan.Strategies)
        {
            foreach (var instances in plan.Instances)
            {
                // The cost of a delivery does not depend on the strategy, so it is measured once.
                var crowd = figures.Exists(static one => one.IsCrowd) ? 0 : plan.Crowd;
                await new ScalingMeasurement(plan, strategy, instances).RunAsync(crowd, Add, ct);
            }
        }
        if (figures.Exists(static one => one.Faults.Count > 0))
        {
            await Console.Error.WriteLineAsync("Messages are missing, or came twice or out of order: the figures are void.");
            return false;
        }
        await ScalingReport.WriteAsync(plan, ScalingDocument.Of(plan, figures), Console.Out, ct);
        return true;

        void Add(ScalingFigures found)
        {
            figures.Add(found);
            Console.WriteLine(ScalingTable.ToRow(found));
            foreach (var fault in found.Faults) Console.Error.WriteLine(fault);
        }
    }
}
