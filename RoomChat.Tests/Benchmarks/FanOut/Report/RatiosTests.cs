using RoomChat.Benchmarks.FanOut;
using RoomChat.Benchmarks.FanOut.Report;

namespace RoomChat.Tests.Benchmarks.FanOut.Report;

public sealed class RatiosTests
{
    [Theory]
    [InlineData(7.2, true)]
    [InlineData(7.3, false)]
    public void Cost_in_a_large_room_is_compared_with_the_floor(double cpu, bool isMet)
    {
        var ratio = Find(
            [Of("A", "roomchat") with { CpuMicroseconds = cpu }, Of("A", "floor") with { CpuMicroseconds = 6 }],
            "CPU per delivery",
            "floor");
        Assert.Equal(cpu / 6, ratio.Value, precision: 9);
        Assert.Equal(isMet, ratio.IsMet);
    }

    [Theory]
    [InlineData(1_500, true)]
    [InlineData(1_499, false)]
    public void At_full_speed_more_must_be_delivered_than_by_SignalR(double perSecond, bool isMet) => Assert.Equal(
        isMet,
        Find(
            [Of("C", "roomchat") with { DeliveredPerSecond = perSecond }, Of("C", "signalr") with { DeliveredPerSecond = 1_000 }],
            "deliveries/s",
            "signalr").IsMet);

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public void The_cost_must_not_depend_on_the_number_of_rooms(double withMany, bool isMet) => Assert.Equal(
        isMet,
        Find(
            [Of("E-100", "roomchat") with { CpuMicroseconds = 100 }, Of("E", "roomchat") with { CpuMicroseconds = withMany }],
            "CPU per delivery",
            "itself with 100 rooms").IsMet);

    [Theory]
    [InlineData(12, true)]
    [InlineData(12.1, false)]
    public void A_stuck_reader_must_not_slow_the_others(double p99, bool isMet) => Assert.Equal(
        isMet,
        Find(
            [Of("F", "roomchat") with { P99Milliseconds = 10 }, Of("F-stuck", "roomchat") with { P99Milliseconds = p99 }],
            "p99",
            "itself, none is stuck").IsMet);

    [Theory]
    [InlineData(120, true)]
    [InlineData(121, false)]
    public void Cost_of_a_join_must_not_grow_with_the_room(double many, bool isMet) => Assert.Equal(
        isMet,
        Find(
            [Of("G-180", "roomchat") with { CpuMicroseconds = 100 }, Of("G", "roomchat") with { CpuMicroseconds = many }],
            "CPU per join",
            "itself with 180 rooms").IsMet);

    [Fact]
    public void Memory_is_held_against_SignalR_and_against_a_number()
    {
        FanOutFigures[] medians =
            [Of("D", "roomchat") with { BytesPerConnection = 11_000 }, Of("D", "signalr") with { BytesPerConnection = 30_000 }];
        Assert.True(Find(medians, "bytes per idle connection", "signalr").IsMet);
        Assert.False(Find(medians, "bytes per idle connection", "bytes").IsMet);
    }

    [Fact]
    public void A_ratio_without_a_target_is_told_without_a_verdict() => Assert.Null(
        Find(
            [Of("B", "roomchat") with { CpuMicroseconds = 1 }, Of("B", "loop") with { CpuMicroseconds = 2 }],
            "CPU per delivery",
            "loop").IsMet);

    [Fact]
    public void A_target_that_cannot_be_computed_is_not_met() => Assert.False(new Ratio("A", "", "", double.NaN, AtMost: 1).IsMet);

    [Fact]
    public void Without_RoomChat_there_are_no_ratios() => Assert.Empty(Ratios.Of([Of("A", "signalr") with { CpuMicroseconds = 1 }]));

    private static Ratio Find(IReadOnlyList<FanOutFigures> medians, string figure, string to) =>
        Assert.Single(Ratios.Of(medians), ratio => ratio.Figure == figure && ratio.To == to);

    private static FanOutFigures Of(string scenario, string server) => new() { Scenario = scenario, Server = server, Round = 0 };
}
