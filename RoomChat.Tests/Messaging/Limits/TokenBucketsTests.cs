using Microsoft.Extensions.Time.Testing;
using RoomChat.Messaging.Limits;

namespace RoomChat.Tests.Messaging.Limits;

public sealed class TokenBucketsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Empty_bucket_reports_the_time_of_its_next_token()
    {
        var buckets = new TokenBuckets(burst: 2, perMinute: 60, _time);
        Assert.Null(buckets.Refuses("a"));
        Assert.Null(buckets.Refuses("a"));
        _time.Advance(TimeSpan.FromMilliseconds(400));
        Assert.Equal(TimeSpan.FromMilliseconds(600), buckets.Refuses("a"));
        _time.Advance(TimeSpan.FromMilliseconds(600));
        Assert.Null(buckets.Refuses("a"));
        Assert.Equal(TimeSpan.FromSeconds(1), buckets.Refuses("a"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void Idle_time_fills_a_bucket_up_to_its_burst(int burst)
    {
        var buckets = new TokenBuckets(burst, perMinute: 60, _time);
        for (var token = 0; token < burst; token++) Assert.Null(buckets.Refuses("a"));
        _time.Advance(TimeSpan.FromHours(1));
        for (var token = 0; token < burst; token++) Assert.Null(buckets.Refuses("a"));
        Assert.NotNull(buckets.Refuses("a"));
    }

    [Fact]
    public void Full_buckets_are_forgotten()
    {
        var buckets = new TokenBuckets(burst: 2, perMinute: 60, _time);
        for (var key = 0; key < 1_000; key++) buckets.Refuses($"key-{key}");
        _time.Advance(TimeSpan.FromSeconds(11));
        buckets.Refuses("another");
        Assert.Equal(1, buckets.Remembered);
    }

    [Fact]
    public async Task Concurrent_callers_get_no_more_tokens_than_the_burst()
    {
        var buckets = new TokenBuckets(burst: 500, perMinute: 1, _time);
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Enumerable.Range(0, 500).Count(_ => buckets.Refuses("a") is null))));
        Assert.Equal(500, taken.Sum());
    }
}
