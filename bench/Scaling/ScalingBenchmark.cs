using RoomChat.Benchmarks.Scaling.Report;

namespace RoomChat.Benchmarks.Scaling;

/// <summary>What a message costs under each routing strategy, with few rooms and many, on one instance and several.</summary>
internal static class ScalingBenchmark
{
    /// <returns>Whether every message came to every member once and in order; otherwise the figures are void, and no file is changed.</returns>
    public static async Task<bool> RunAsync(ScalingPlan plan, CancellationToken ct)
    {
        var figures = new List<ScalingFigures>();
        Console.WriteLine(ScalingTable.Heading);
        foreach (var strategy in plan.Strategies)
        {
            foreach (var instances in plan.Instances)
            {
                // What a delivery and a connection cost does not depend on how the message came.
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
