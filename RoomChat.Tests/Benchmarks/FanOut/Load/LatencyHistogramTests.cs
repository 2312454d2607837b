using RoomChat.Benchmarks.FanOut.Load;

namespace RoomChat.Tests.Benchmarks.FanOut.Load;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(1_000_003)]
    [InlineData(5_000_000_000)]
    [InlineData(long.MaxValue)]
    public void One_duration_is_every_quantile(long nanoseconds)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(nanoseconds);
        Assert.Equal(nanoseconds, histogram.Quantile(0.5));
        Assert.Equal(nanoseconds, histogram.Max);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99)]
    [InlineData(1)]
    public void A_quantile_is_right_within_its_precision(double share)
    {
        var histogram = new LatencyHistogram();
        for (var microseconds = 1; microseconds <= 10_000; microseconds++) histogram.Record(microseconds * 1_000L);
        var exact = share * 10_000_000;
        Assert.InRange(histogram.Quantile(share), exact, exact * 1.016);
    }

    [Fact]
    public void One_late_of_hundred_is_maximum_but_not_99th_percentile()
    {
        var histogram = new LatencyHistogram();
        for (var count = 0; count < 99; count++) histogram.Record(10);
        histogram.Record(1_000_000_000);
        Assert.Equal(10, histogram.Quantile(0.99));
        Assert.Equal(1_000_000_000, histogram.Max);
    }

    [Fact]
    public void Cleared_histogram_is_empty()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(500);
        histogram.Clear();
        Assert.Equal((0, 0, 0), (histogram.Count, histogram.Max, histogram.Quantile(0.5)));
    }
}
