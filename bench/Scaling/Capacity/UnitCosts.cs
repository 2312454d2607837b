namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>Unit costs for the model, measured by <c>scaling</c>.</summary>
/// <param name="RealtimeCpu">Processor time of all instances per message in µs, without the frames to members.</param>
/// <param name="RedisCpu">Processor time of Redis per message in µs.</param>
/// <param name="RedisCommands">Redis commands per message.</param>
/// <param name="DeliveryCpu">Processor time of an instance per frame to a member in µs.</param>
/// <param name="QuietCpu">Processor time of an idle instance per second in µs: a fixed part and a part per served room.</param>
/// <param name="QuietRedisCpu">Processor time of Redis for such an instance in µs.</param>
/// <param name="QuietRedisCommands">Redis commands of such an instance per second.</param>
internal sealed record UnitCosts(
    LinearCost RealtimeCpu, LinearCost RedisCpu, LinearCost RedisCommands, double DeliveryCpu,
    LinearCost QuietCpu, LinearCost QuietRedisCpu, LinearCost QuietRedisCommands)
{
    /// <summary>
    /// Maximum memory of an instance per idle connection in bytes. It is the target of <c>fanout</c> D, see docs/benchmarks.md.
    /// </summary>
    public const double BytesPerConnection = 10_000;

    /// <summary>
    /// Commands per second and served room for the comparison of the room with its log: once a minute
    /// (<c>Realtime:FanOut:AuditAllEvery</c>). <c>scaling</c> does not measure them.
    /// </summary>
    public const double AuditCommands = 1 / 60.0;

    /// <summary>Computes the costs from the figures of one strategy and from any figures of a crowd.</summary>
    /// <exception cref="FormatException">A figure was not measured.</exception>
    public static UnitCosts Of(string strategy, IReadOnlyList<ScalingFigures> figures)
    {
        var own = figures.Where(one => one.Strategy == strategy && !one.IsCrowd).GroupBy(static one => one.Instances)
            .OrderBy(static group => group.Key).Select(static group => group.ToList()).ToList();
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
            return LinearCost.Through(
                (least.Rooms, cost(least.PerQuietSecond) / least.Instances), (most.Rooms, cost(most.PerQuietSecond) / most.Instances));
        }

        LinearCost Fit(Func<ScalingFigures, double> cost) =>
            LinearCost.Through((few[0].Instances, MedianOf(few.Select(cost))), (many[0].Instances, MedianOf(many.Select(cost))));
    }

    /// <summary>
    /// Cost of an instance per additional member's frame: the difference between the crowd and one room with one member. Null when they
    /// were not measured.
    /// </summary>
    public static double? DeliveryOf(IReadOnlyList<ScalingFigures> figures)
    {
        if (figures.FirstOrDefault(static one => one.IsCrowd) is not { } crowd) return null;
        var alone = figures.Where(
            one => !one.IsCrowd && one.Strategy == crowd.Strategy && one.Instances == crowd.Instances).MaxBy(static one => one.Rooms);
        return alone is null
            ? null
            : Math.Max(crowd.PerMessage.RealtimeCpu - alone.PerMessage.RealtimeCpu, 0) / (crowd.FramesPerMessage - alone.FramesPerMessage);
    }

    /// <summary>The median, so that one measurement with noise does not count.</summary>
    private static double MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
