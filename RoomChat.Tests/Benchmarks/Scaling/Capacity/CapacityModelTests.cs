using RoomChat.Benchmarks.Scaling.Capacity;

namespace RoomChat.Tests.Benchmarks.Scaling.Capacity;

public sealed class CapacityModelTests
{
    private static readonly UnitCosts Costs = new(
        RealtimeCpu: new LinearCost(400, 100), RedisCpu: new LinearCost(200, 0), RedisCommands: new LinearCost(1, 0), DeliveryCpu: 5,
        QuietCpu: new LinearCost(0, 0), QuietRedisCpu: new LinearCost(0, 0), QuietRedisCommands: new LinearCost(2, 0.1));

    [Fact]
    public void Load_of_a_core_is_its_work_per_second()
    {
        // 100 messages of 500 µs and 10,000 frames of 5 µs.
        Assert.Equal(0.1, Model("SharedSubscription").RealtimeCores(new CapacityLoad(1_000, 10, 10), 1), precision: 6);
    }

    [Fact]
    public void More_connections_need_more_instances_by_CPU_or_memory()
    {
        var model = Model("SharedSubscription", new InstanceSize(Cores: 1, Gigabytes: 1, Target: 0.5));
        Assert.Equal(1, model.Estimate(new CapacityLoad(100_000, 1_000, 0.001)).Instances);
        Assert.Equal(10, model.Estimate(new CapacityLoad(1_000_000, 10_000, 0.001)).Instances);
        Assert.True(model.Estimate(new CapacityLoad(1_000_000, 10_000, 1)).Instances > 10);
    }

    [Fact]
    public void Client_side_filtering_may_exceed_any_number_of_instances() =>
        Assert.Null(Model("ClientSide").Estimate(new CapacityLoad(1_000_000, 50_000, 1)).Instances);

    [Theory]
    [InlineData("SharedSubscription", 3)]
    [InlineData("TopicPerRoom", 3)]
    [InlineData("ClientSide", 3)]
    [InlineData("FilteredSubscription", 13)]
    public void Credits_follow_from_receives_and_rules(string strategy, double credits) =>
        // On one instance with ten rooms: a send, a receive, and each rule. The filtered subscription has one rule a room, and one for all
        // rooms.
        Assert.Equal(credits, Model(strategy).Estimate(new CapacityLoad(100, 10, 0.1)).Credits, precision: 6);

    [Fact]
    public void Rooms_ask_Redis_also_without_messages() =>
        Assert.Equal(12 + (100 / 60.0), Model("SharedSubscription").Estimate(new CapacityLoad(1_000, 100, 0)).RedisCommands, precision: 6);

    [Fact]
    public void Published_quotas_that_would_be_broken_are_named()
    {
        var load = new CapacityLoad(400_000, 20_000, 0.0001);
        Assert.Contains("20,000 topics", Assert.Single(Model("TopicPerRoom").Estimate(load).Obstacles), StringComparison.Ordinal);
        Assert.Empty(Model("SharedSubscription").Estimate(load).Obstacles);
    }

    [Fact]
    public void Serving_instances_are_limited_by_members_and_by_instances()
    {
        Assert.Equal(1, new CapacityLoad(1_000, 1_000, 1).Serving(50), precision: 6);
        Assert.Equal(3, new CapacityLoad(1_000_000, 10, 1).Serving(3), precision: 6);
    }

    private static CapacityModel Model(string strategy, InstanceSize? size = null) => new(strategy, Costs, size ?? new InstanceSize());
}
