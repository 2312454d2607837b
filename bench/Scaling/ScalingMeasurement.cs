namespace RoomChat.Benchmarks.Scaling;

/// <summary>Measures one strategy with one number of instances and an increasing number of rooms.</summary>
internal sealed class ScalingMeasurement(ScalingPlan plan, string strategy, int instances)
{
    /// <summary>Maximum receive rate of the load when it shares a small machine with the servers.</summary>
    private const double MostFramesPerSecond = 10_000;

    /// <summary>Rate of the warm-up in frames per second.</summary>
    private const double WarmUpFramesPerSecond = 20_000;

    private const int LeastMessages = 50;
    private const double MostWarmUpRate = 500;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>Time until the code of new processes is optimized.</summary>
    private static readonly TimeSpan FirstWarmUp = TimeSpan.FromSeconds(8);

    private readonly bool _reachesEveryone = strategy == "ClientSide";

    /// <param name="crowd">Members of an additional room on the first instance at the end, or 0 for none.</param>
    /// <param name="found">Called with each result.</param>
    /// <param name="ct">Cancels the measurement.</param>
    public async Task RunAsync(int crowd, Action<ScalingFigures> found, CancellationToken ct)
    {
        var most = plan.Rooms[^1];
        var rooms = ScalingSystem.NamesOf(most + 1);
        await using var system = await ScalingSystem.StartAsync(strategy, instances, rooms, (most * instances) + crowd, ct);
        var opened = 0;
        foreach (var count in plan.Rooms)
        {
            var before = await system.Servers.CountBrokerAsync(ct);
            for (var instance = 0; instance < instances; instance++)
                await system.ConnectAsync(instance, [.. rooms.Take(count).Skip(opened)], ct);
            var after = await system.Servers.CountBrokerAsync(ct);
            if (opened == 0)
                await system.SayAsync(..count, (int)(MostWarmUpRate * FirstWarmUp.TotalSeconds), MostWarmUpRate, members: instances, ct);
            var figures = await MeasureAsync(system, ..count, members: instances, connections: count * instances, ct);
            found(figures with
            {
                Rooms = count,
                ManagementCallsPerRoom = (after.ManagementCalls - before.ManagementCalls) / (double)((count - opened) * instances),
            });
            opened = count;
        }
        if (crowd > 0) found(await MeasureCrowdAsync(system, rooms, crowd, ct));
    }

    private async Task<ScalingFigures> MeasureCrowdAsync(ScalingSystem system, IReadOnlyList<string> rooms, int crowd, CancellationToken ct)
    {
        await system.ConnectAsync(0, [.. Enumerable.Repeat(rooms[^1], crowd)], ct);
        return await MeasureAsync(system, ^1.., crowd, connections: crowd + ((rooms.Count - 1) * instances), ct) with { IsCrowd = true };
    }

    private async Task<ScalingFigures> MeasureAsync(ScalingSystem system, Range among, int members, int connections, CancellationToken ct)
    {
        var frames = _reachesEveryone ? connections : members;
        var rate = Math.Min(plan.Rate, MostFramesPerSecond / frames);
        var messages = Math.Max((int)(rate * plan.Duration.TotalSeconds), LeastMessages);
        var (first, rooms) = among.GetOffsetAndLength(plan.Rooms[^1] + 1);
        // When every frame goes to all members, there are too few messages for all rooms.
        var spoken = _reachesEveryone ? Math.Min(rooms, messages) : rooms;
        var warmUpRate = Math.Min(MostWarmUpRate, WarmUpFramesPerSecond / frames);
        await system.SayAsync(first..(first + spoken), Math.Max(spoken, (int)(warmUpRate * WarmUp.TotalSeconds)), warmUpRate, members, ct);
        var (perMessage, perQuietSecond) = await system.MeasureAsync(first..(first + spoken), messages, rate, members, ct);
        var totals = await system.Servers.CountBrokerAsync(ct);
        return new ScalingFigures
        {
            Strategy = strategy,
            Instances = instances,
            Rooms = rooms,
            Connections = connections,
            Messages = messages,
            FramesPerMessage = frames,
            PerMessage = perMessage,
            PerQuietSecond = perQuietSecond,
            P50Milliseconds = system.Latency(0.5),
            P99Milliseconds = system.Latency(0.99),
            Topics = totals.Topics,
            Subscriptions = totals.Subscriptions,
            Rules = totals.Rules,
            Faults = system.Faults(),
        };
    }
}
