using RoomChat.Benchmarks.Scaling;

namespace RoomChat.Tests.Benchmarks.Scaling;

public sealed class UsageTests
{
    [Fact]
    public void Usage_of_a_quiet_system_is_subtracted_from_messages()
    {
        var (busy, quiet) = (Of(seconds: 10, each: 1_000), Of(seconds: 5, each: 100));
        Assert.Equal(Of(seconds: 10, each: 800), busy.Less(quiet));
        Assert.Equal(Of(seconds: 0.1, each: 8), busy.Less(quiet).Per(100));
    }

    [Fact]
    public void A_noisy_quiet_time_makes_no_negative_costs() =>
        Assert.Equal(0, Of(seconds: 1, each: 5).Less(Of(seconds: 1, each: 7)).Per(1).RealtimeCpu);

    private static Usage Of(double seconds, double each) => new(seconds, each, each, each, each, each, each, each, each);
}
