using RoomChat.Benchmarks.Soak;

namespace RoomChat.Tests.Benchmarks.Soak;

public sealed class MemoryTrendTests
{
    [Fact]
    public void Fluctuating_memory_is_flat()
    {
        var trend = MemoryTrend.Of(Minutes(minute => 100 + (minute % 2 * 10)), TimeSpan.Zero)!;
        Assert.True(trend.IsFlat);
        Assert.InRange(trend.BytesPerMinute, -0.1, 0.1);
    }

    [Fact]
    public void Steadily_growing_memory_is_not_flat()
    {
        var trend = MemoryTrend.Of(Minutes(minute => 100 + minute), TimeSpan.Zero)!;
        Assert.False(trend.IsFlat);
        Assert.Equal((100, 130, 1), (Math.Round(trend.StartBytes, 6), Math.Round(trend.EndBytes, 6), Math.Round(trend.BytesPerMinute, 6)));
    }

    [Fact]
    public void Warming_up_does_not_count() =>
        Assert.True(MemoryTrend.Of(Minutes(minute => minute < 6 ? minute : 200), TimeSpan.FromMinutes(6))!.IsFlat);

    [Fact]
    public void Two_samples_give_no_trend() => Assert.Null(MemoryTrend.Of(Minutes(minute => minute), TimeSpan.FromMinutes(29)));

    private static IEnumerable<(TimeSpan At, long Bytes)> Minutes(Func<int, long> bytes) =>
        Enumerable.Range(0, 31).Select(minute => (TimeSpan.FromMinutes(minute), bytes(minute)));
}
