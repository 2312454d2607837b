using RoomChat.Benchmarks.Scaling.Capacity;

namespace RoomChat.Tests.Benchmarks.Scaling.Capacity;

public sealed class CapacityModelTests
{
    private static readonly UnitCosts Costs = new(
        RealtimeCpu: new LinearCost(400, 100), RedisCpu: new LinearCost(200, 0), RedisCommands: new LinearCost(1, 0), DeliveryCpu: 5,
        QuietCpu: new LinearCost(0, 0), QuietRedisCpu: new LinearCost(0, 0), QuietRedisCommands: new LinearCost(2, 0.1));

    [Fact]
    public void A_core_does_what_fits_into_a_second()
    {
        // 100 messages of 500 µs and 10,000 frames of 5 µs.
        Assert.Equal(0.1, Model("SharedSubscription").RealtimeCores(new CapacityLoad(1_000, 10, 10), 1), precision: 6);
    }

    [Fact]
    public void More_connections_need_more_instances_by_processor_time_or_by_memory()
    {
        var model = Model("SharedSubscription", new InstanceSize(Cores: 1, Gigabytes: 1, Target: 0.5));
        Assert.Equal(1, model.Estimate(new CapacityLoad(100_000, 1_000, 0.001)).Instances);
        Assert.Equal(10, model.Estimate(new CapacityLoad(1_000_000, 10_000, 0.001)).Instances);
        Assert.True(model.Estimate(new CapacityLoad(1_000_000, 10_000, 1)).Instances > 10);
    }

    [Fact]
    public void Where_each_instance_must_do_everything_no_number_of_instances_may_be_enough() =>
        Assert.Null(Model("ClientSide").Estimate(new CapacityLoad(1_000_000, 50_000, 1)).Instances);

    [Theory]
    [InlineData("SharedSubscription", 3)]
    [InlineData("TopicPerRoom", 3)]
    [InlineData("ClientSide", 3)]
    [InlineData("FilteredSubscription", 13)]
    public void Credits_follow_from_receives_and_rules(string strategy, double credits) =>
        // On one instance with ten rooms: a send, a receive, and each rule, of which the filtered subscription has one a room and one for everyone's.
        Assert.Equal(credits, Model(strategy).Estimate(new CapacityLoad(100, 10, 0.1)).Credits, precision: 6);

    [Fact]
    public void Rooms_ask_Redis_also_when_nothing_is_said() =>
        Assert.Equal(12 + (100 / 60.0), Model("SharedSubscription").Estimate(new CapacityLoad(1_000, 100, 0)).RedisCommands, precision: 6);

    [Fact]
    public void Published_quotas_that_would_be_broken_are_named()
    {
        var load = new CapacityLoad(400_000, 20_000, 0.0001);
        Assert.Contains("20,000 topics", Assert.Single(Model("TopicPerRoom").Estimate(load).Obstacles), StringComparison.Ordinal);
        Assert.Empty(Model("SharedSubscription").Estimate(load).Obstacles);
    }

    [Fact]
    public void A_room_is_served_by_no_more_instances_than_it_has_members_or_than_there_are()
    {
        Assert.Equal(1, new CapacityLoad(1_000, 1_000, 1).Serving(50), precision: 6);
        Assert.Equal(3, new CapacityLoad(1_000_000, 10, 1).Serving(3), precision: 6);
    }

    private static CapacityModel Model(string strategy, InstanceSize? size = null) => new(strategy, Costs, size ?? new InstanceSize());
}
