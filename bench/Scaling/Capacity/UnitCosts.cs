namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>What the model is computed from, as <c>scaling</c> measured it.</summary>
/// <param name="RealtimeCpu">Processor time of a message in all instances, without the frames to members; µs.</param>
/// <param name="RedisCpu">Of Redis; µs.</param>
/// <param name="RedisCommands">Commands to Redis.</param>
/// <param name="DeliveryCpu">Of an instance for a frame to one member; µs.</param>
/// <param name="QuietCpu">Of an instance in a second without messages, once and for each room that it serves; µs.</param>
/// <param name="QuietRedisCpu">Of Redis for such an instance; µs.</param>
/// <param name="QuietRedisCommands">Commands of such an instance to Redis.</param>
internal sealed record UnitCosts(
    LinearCost RealtimeCpu, LinearCost RedisCpu, LinearCost RedisCommands, double DeliveryCpu, LinearCost QuietCpu, LinearCost QuietRedisCpu, LinearCost QuietRedisCommands)
{
    /// <summary>Memory of an instance for an idle connection, at most: what <c>fanout</c> D holds it to, see docs/benchmarks.md.</summary>
    public const double BytesPerConnection = 10_000;

    /// <summary>
    /// Commands a second with which an instance compares a room that it serves with its log: once a minute
    /// (<c>Realtime:FanOut:AuditAllEvery</c>), which <c>scaling</c> leaves out.
    /// </summary>
    public const double AuditCommands = 1 / 60.0;

    /// <summary>From the figures of one strategy, and of the crowd of any.</summary>
    /// <exception cref="FormatException">Something was not measured.</exception>
    public static UnitCosts Of(string strategy, IReadOnlyList<ScalingFigures> figures)
    {
        var own = figures.Where(one => one.Strategy == strategy && !one.IsCrowd).GroupBy(static one => one.Instances).OrderBy(static group => group.Key).Select(static group => group.ToList()).ToList();
        if (DeliveryOf(figures) is not { } delivery || own.Count == 0)
            throw new FormatException($"The figures have nothing of {strategy}, or not what a delivery costs (--crowd).");
        var (few, many) = (own[0], own[^1]);
        return new UnitCosts(
            Fit(one => Math.Max(one.PerMessage.RealtimeCpu - (delivery * one.FramesPerMessage), 0)),
            Fit(static one => one.PerMessage.RedisCpu),
            Fit(static one => one.PerMessage.RedisCommands),
            delivery,
            FitQuiet(static second => second.RealtimeCpu),
            FitQuiet(static second => second.RedisCpu),
            FitQuiet(static second => second.RedisCommands));

        LinearCost FitQuiet(Func<Usage, double> cost)
        {
            var (least, most) = (few.MinBy(static one => one.Rooms)!, few.MaxBy(static one => one.Rooms)!);
            return LinearCost.Through((least.Rooms, cost(least.PerQuietSecond) / least.Instances), (most.Rooms, cost(most.PerQuietSecond) / most.Instances));
        }

        LinearCost Fit(Func<ScalingFigures, double> cost) =>
            LinearCost.Through((few[0].Instances, MedianOf(few.Select(cost))), (many[0].Instances, MedianOf(many.Select(cost))));
    }

    /// <summary>What one more member's frame costs an instance, from the crowd and from one room with one member; null when they were not measured.</summary>
    public static double? DeliveryOf(IReadOnlyList<ScalingFigures> figures)
    {
        if (figures.FirstOrDefault(static one => one.IsCrowd) is not { } crowd) return null;
        var alone = figures.Where(one => !one.IsCrowd && one.Strategy == crowd.Strategy && one.Instances == crowd.Instances).MaxBy(static one => one.Rooms);
        return alone is null ? null : Math.Max(crowd.PerMessage.RealtimeCpu - alone.PerMessage.RealtimeCpu, 0) / (crowd.FramesPerMessage - alone.FramesPerMessage);
    }

    /// <summary>The middle one: a measurement that a noisy moment spoiled does not count.</summary>
    private static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
