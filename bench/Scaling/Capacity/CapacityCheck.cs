using System.Globalization;

namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>Compares the model with a real run: many connections in many rooms, at a rate that this machine can handle.</summary>
internal static class CapacityCheck
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>The heading of the rows.</summary>
    public static string Heading =>
        "| strategy | instances | connections | rooms | messages/s | deliveries/s | predicted realtime CPU ms/s | measured | predicted ÷ "
        + "measured | p50 ms | p99 ms |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

    /// <returns>The row.</returns>
    /// <exception cref="InvalidOperationException">A message did not arrive at every member once and in order.</exception>
    public static async Task<string> RunAsync(CapacityPlan plan, string strategy, CapacityModel model, int instances, CancellationToken ct)
    {
        var count = (int)Math.Max(plan.CheckConnections / plan.PerRoom, 1);
        var (rooms, members) = (ScalingSystem.NamesOf(count), (int)plan.PerRoom);
        var load = new CapacityLoad((double)count * members, count, plan.CheckRoomRate);
        await using var system = await ScalingSystem.StartAsync(strategy, instances, rooms, count * members, ct);
        // Members of a room are distributed over the instances round-robin.
        for (var instance = 0; instance < instances; instance++)
        {
            var own = Enumerable.Range(0, members).Where(member => member % instances == instance);
            await system.ConnectAsync(instance, [.. own.SelectMany(_ => rooms)], ct);
        }
        await system.SayAsync(.., Math.Max((int)(load.Messages * WarmUp.TotalSeconds), count), load.Messages, members, ct);
        var messages = (int)(load.Messages * plan.Duration.TotalSeconds);
        var (perMessage, perQuietSecond) = await system.MeasureAsync(.., messages, load.Messages, members, ct);
        if (system.Faults() is { Count: > 0 } faults) throw new InvalidOperationException($"The run is void: {string.Join("; ", faults)}");
        var measured = ((perMessage.RealtimeCpu * load.Messages) + perQuietSecond.RealtimeCpu) / 1_000;
        var predicted = model.RealtimeCores(load, instances) * 1_000;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {strategy} | {instances} | {load.Connections:N0} | {load.Rooms:N0} | {load.Messages:N0} | {load.Deliveries:N0} | "
            + $"{predicted:N0} | {measured:N0} | {predicted / measured:F2} | {system.Latency(0.5):F1} | {system.Latency(0.99):F0} |");
    }
}
