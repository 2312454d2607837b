using RoomChat.Benchmarks.Scaling.Report;

namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>Prints the resources that loads need, and the difference between the model and a real run.</summary>
internal static class CapacityRun
{
    private const string EstimatePart = "capacity";
    private const string CheckPart = "capacity-check";

    public static async Task RunAsync(CapacityPlan plan, CancellationToken ct)
    {
        var document = await ScalingDocument.ReadAsync(plan.FiguresPath, ct);
        var strategies = document.Figures.Select(static one => one.Strategy).Distinct(StringComparer.Ordinal).ToList();
        var models = strategies.ConvertAll(name =>
            (Strategy: name, Model: new CapacityModel(name, UnitCosts.Of(name, document.Figures), plan.Size)));
        var loads = plan.Connections
            .Select(connections => new CapacityLoad(connections, Math.Max(connections / plan.PerRoom, 1), plan.RoomRate)).ToList();
        var estimates = loads.SelectMany(load => models.Select(one => one.Model.Estimate(load)));
        await WriteAsync(plan, EstimatePart, CapacityTable.Render(estimates), ct);
        if (plan.CheckInstances.Count == 0) return;
        var rows = new List<string> { CapacityCheck.Heading };
        var (strategy, model) = models[0];
        foreach (var instances in plan.CheckInstances) rows.Add(await CapacityCheck.RunAsync(plan, strategy, model, instances, ct));
        await WriteAsync(plan, CheckPart, string.Join('\n', rows), ct);
    }

    private static async Task WriteAsync(CapacityPlan plan, string part, string text, CancellationToken ct)
    {
        Console.WriteLine(text);
        if (plan.UpdatePath is { } page) await MarkedPart.UpdateAsync(page, part, text, ct);
    }
}
