using RoomChat.Benchmarks.FanOut;
using RoomChat.Benchmarks.FanOut.Report;

namespace RoomChat.Tests.Benchmarks.FanOut.Report;

public sealed class MediansTests
{
    [Fact]
    public void The_middle_round_counts_for_each_figure_by_itself()
    {
        var median = Assert.Single(Medians.Of([Round(3, 10), Round(1, 30), Round(2, 20)]));
        Assert.Equal((2, 20), (median.CpuMicroseconds, median.P99Milliseconds));
    }

    [Fact]
    public void Median_of_two_rounds_is_their_mean() =>
        Assert.Equal(2, Assert.Single(Medians.Of([Round(1, 0), Round(3, 0)])).CpuMicroseconds);

    [Fact]
    public void Unmeasured_figure_stays_null() => Assert.Null(Assert.Single(Medians.Of([Round(1, 0)])).BytesPerConnection);

    [Fact]
    public void Servers_and_scenarios_are_kept_apart() =>
        Assert.Equal(3, Medians.Of([Round(1, 0), Round(1, 0) with { Server = "loop" }, Round(1, 0) with { Scenario = "B" }]).Count);

    [Fact]
    public void A_fault_of_any_round_is_told() =>
        Assert.Equal(["1 missing"], Assert.Single(Medians.Of([Round(1, 0), Round(1, 0) with { Faults = ["1 missing"] }])).Faults);

    private static FanOutFigures Round(double cpu, double p99) =>
        new() { Scenario = "A", Server = "floor", Round = 1, CpuMicroseconds = cpu, P99Milliseconds = p99 };
}
