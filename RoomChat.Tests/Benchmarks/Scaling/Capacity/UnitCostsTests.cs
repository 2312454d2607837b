using RoomChat.Benchmarks.Scaling;
using RoomChat.Benchmarks.Scaling.Capacity;

namespace RoomChat.Tests.Benchmarks.Scaling.Capacity;

public sealed class UnitCostsTests
{
    [Fact]
    public void Unit_costs_are_recovered_from_composed_figures()
    {
        // 400 once, 50 for each serving instance, 4 for each frame.
        var costs =
            UnitCosts.Of("SharedSubscription", [Figures(1, 1, 454), Figures(3, 3, 562), Figures(1, 101, 854) with { IsCrowd = true }]);
        Assert.Equal(4, costs.DeliveryCpu);
        Assert.Equal(new LinearCost(400, 50), costs.RealtimeCpu);
    }

    [Fact]
    public void Quiet_cost_of_rooms_is_separate_from_that_of_instances()
    {
        var costs = UnitCosts.Of(
            "SharedSubscription",
            [Figures(1, 1, 454), Figures(1, 1, 454) with { Rooms = 110, PerQuietSecond = new Usage(1, 1_500, 0, 0, 0, 0, 0, 0, 0) },
             Figures(1, 101, 854) with { IsCrowd = true }]);
        Assert.Equal(new LinearCost(950, 5), costs.QuietCpu);
    }

    [Fact]
    public void A_spoiled_measurement_does_not_count() =>
        Assert.InRange(
            UnitCosts.Of(
                "SharedSubscription",
                [Figures(1, 1, 10), Figures(1, 1, 11), Figures(1, 1, 9_000), Figures(1, 101, 11) with { IsCrowd = true }])
                .RealtimeCpu.Of(1),
            10,
            11);

    [Fact]
    public void Without_the_crowd_the_cost_of_a_frame_is_unknown() =>
        Assert.Throws<FormatException>(() => UnitCosts.Of("SharedSubscription", [Figures(1, 1, 454), Figures(3, 3, 562)]));

    [Fact]
    public void A_strategy_that_was_not_measured_has_no_costs() =>
        Assert.Throws<FormatException>(
            () => UnitCosts.Of("ClientSide", [Figures(1, 1, 454), Figures(1, 101, 854) with { IsCrowd = true }]));

    private static ScalingFigures Figures(int instances, int frames, double cpu) => new()
    {
        Strategy = "SharedSubscription",
        Instances = instances,
        Rooms = 10,
        Connections = frames,
        Messages = 100,
        FramesPerMessage = frames,
        PerMessage = new Usage(1, cpu, 0, 0, 1, 1, 1, 1, 1),
        PerQuietSecond = new Usage(1, 1_000 * instances, 0, 0, 0, 0, 0, 0, 0),
        P50Milliseconds = 1,
        P99Milliseconds = 2,
    };
}
