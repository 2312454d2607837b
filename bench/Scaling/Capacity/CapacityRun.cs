using RoomChat.Benchmarks.Scaling.Report;

namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>Prints what loads need, and how far the model is from a real run.</summary>
internal static class CapacityRun
{
    private const string EstimatePart = "capacity";
    private const string CheckPart = "capacity-check";

    public static async Task RunAsync(CapacityPlan plan, CancellationToken ct)
    {
        var document = await ScalingDocument.ReadAsync(plan.FiguresPath, ct);
        var strategies = document.Figures.Select(static one => one.Strategy).Distinct(StringComparer.Ordinal).ToList();
        var models = strategies.ConvertAll(strategy => (Strategy: strategy, Model: new CapacityModel(strategy, UnitCosts.Of(strategy, document.Figures), plan.Size)));
        var loads = plan.Connections.Select(connections => new CapacityLoad(connections, Math.Max(connections / plan.PerRoom, 1), plan.RoomRate)).ToList();
        await WriteAsync(plan, EstimatePart, CapacityTable.Render(loads.SelectMany(load => models.Select(one => one.Model.Estimate(load)))), ct);
        if (plan.CheckInstances.Count == 0) return;
        var rows = new List<string> { CapacityCheck.Heading };
        foreach (var instances in plan.CheckInstances) rows.Add(await CapacityCheck.RunAsync(plan, models[0].Strategy, models[0].Model, instances, ct));
        await WriteAsync(plan, CheckPart, string.Join('\n', rows), ct);
    }

    private static async Task WriteAsync(CapacityPlan plan, string part, string text, CancellationToken ct)
    {
        Console.WriteLine(text);
        if (plan.UpdatePath is { } page) await MarkedPart.UpdateAsync(page, part, text, ct);
    }
}
