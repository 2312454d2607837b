using System.Globalization;
using RoomChat.Benchmarks.Scaling.Azure;

namespace RoomChat.Benchmarks.Scaling.Capacity;

/// <summary>Computes from what things cost what a load needs.</summary>
/// <param name="strategy">By which messages are routed.</param>
/// <param name="costs">What things cost.</param>
/// <param name="size">Of an instance.</param>
internal sealed class CapacityModel(string strategy, UnitCosts costs, InstanceSize size)
{
    private const int MostInstances = 10_000;
    private const double MicrosecondsPerSecond = 1_000_000;
    private const double BytesPerGigabyte = 1_000_000_000;

    private readonly StrategyShape _shape = StrategyShape.Of(strategy);

    /// <summary>Processor time of all instances in a second, in cores.</summary>
    public double RealtimeCores(CapacityLoad load, int instances)
    {
        var frames = _shape.ReachesEveryone ? load.Messages * load.Connections : load.Deliveries;
        // Where everything goes to everyone, every instance serves every room.
        var serving = _shape.ReachesEveryone ? instances : load.Serving(instances);
        return ((load.Messages * costs.RealtimeCpu.Of(serving)) + (frames * costs.DeliveryCpu) + (instances * costs.QuietCpu.Of(load.Rooms * serving / instances))) / MicrosecondsPerSecond;
    }

    /// <summary>The fewest instances that are enough, and what else the load needs with them.</summary>
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
            (load.Messages * costs.RedisCommands.Of(serving)) + (counted * (costs.QuietRedisCommands.Of(served) + (served * UnitCosts.AuditCommands))),
            load.Messages * ServiceBusCredits.Of(1, _shape.Receives(load, counted), _shape.Rules(load, counted)),
            Obstacles(load, counted));
    }

    private bool IsEnough(CapacityLoad load, int instances) =>
        RealtimeCores(load, instances) <= instances * size.Cores * size.Target && load.Connections * UnitCosts.BytesPerConnection <= instances * size.Gigabytes * BytesPerGigabyte;

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
