using RoomChat.Benchmarks.Scaling.Capacity;

namespace RoomChat.Tests.Benchmarks.Scaling.Capacity;

public sealed class LinearCostTests
{
    [Fact]
    public void Two_measurements_give_fixed_cost_and_cost_per_instance()
    {
        var cost = LinearCost.Through((1, 110), (3, 130));
        Assert.Equal(new LinearCost(100, 10), cost);
        Assert.Equal(200, cost.Of(10));
    }

    [Theory]
    [InlineData(100, 90, 100, 0)]
    [InlineData(10, 90, 0, 30)]
    public void Noise_makes_no_part_negative(double few, double many, double once, double each) =>
        Assert.Equal(new LinearCost(once, each), LinearCost.Through((1, few), (3, many)));

    [Fact]
    public void One_measurement_counts_for_each_instance() => Assert.Equal(new LinearCost(0, 40), LinearCost.Through((2, 80), (2, 80)));
}
