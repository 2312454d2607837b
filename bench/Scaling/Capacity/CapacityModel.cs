using System.Globalization;
using RoomChat.Benchmarks.Scaling.Azure;

namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>Computes the resources that a load needs from unit costs.</summary>
/// <param name="strategy">The routing strategy.</param>
/// <param name="costs">The unit costs.</param>
/// <param name="size">The size of an instance.</param>
internal sealed class CapacityModel(string strategy, UnitCosts costs, InstanceSize size)
{
    private const int MostInstances = 10_000;
    private const double MicrosecondsPerSecond = 1_000_000;
    private const double BytesPerGigabyte = 1_000_000_000;

    private readonly StrategyShape _shape = StrategyShape.Of(strategy);

    /// <summary>Busy cores in all instances.</summary>
    public double RealtimeCores(CapacityLoad load, int instances)
    {
        var frames = _shape.ReachesEveryone ? load.Messages * load.Connections : load.Deliveries;
        // When every message goes to all connections, every instance serves every room.
        var serving = _shape.ReachesEveryone ? instances : load.Serving(instances);
        return ((load.Messages * costs.RealtimeCpu.Of(serving)) + (frames * costs.DeliveryCpu)
            + (instances * costs.QuietCpu.Of(load.Rooms * serving / instances))) / MicrosecondsPerSecond;
    }

    /// <summary>Returns the smallest sufficient number of instances, and the other resources that the load needs with it.</summary>
    public CapacityEstimate Estimate(CapacityLoad load)
    {
        var instances = Enumerable.Range(1, MostInstances).FirstOrDefault(count => IsEnough(load, count));
        var counted = Math.Max(instances, 1);
        var serving = _shape.ReachesEveryone ? counted : load.Serving(counted);
        var served = load.Rooms * serving / counted;
        return new CapacityEstimate(
            load,
            strategy,
            instances == 0 ? null : instances,
            RealtimeCores(load, counted),
            ((load.Messages * costs.RedisCpu.Of(serving)) + (counted * costs.QuietRedisCpu.Of(served))) / MicrosecondsPerSecond,
            (load.Messages * costs.RedisCommands.Of(serving))
                + (counted * (costs.QuietRedisCommands.Of(served) + (served * UnitCosts.AuditCommands))),
            load.Messages * ServiceBusCredits.Of(1, _shape.Receives(load, counted), _shape.Rules(load, counted)),
            Obstacles(load, counted));
    }

    private bool IsEnough(CapacityLoad load, int instances) =>
        RealtimeCores(load, instances) <= instances * size.Cores * size.Target
            && load.Connections * UnitCosts.BytesPerConnection <= instances * size.Gigabytes * BytesPerGigabyte;

    private List<string> Obstacles(CapacityLoad load, int instances)
    {
        var obstacles = new List<string>();
        Check(_shape.Topics(load), StandardTier.TopicsPerNamespace, "topics");
        Check(_shape.Subscriptions(instances), StandardTier.SubscriptionsPerTopic, "subscriptions");
        Check(_shape.Rules(load, instances), StandardTier.CorrelationFiltersPerTopic, "rules");
        return obstacles;

        void Check(double count, int quota, string what)
        {
            if (count > quota) obstacles.Add(string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what} (quota {quota:N0})"));
        }
    }
}
