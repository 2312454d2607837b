using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Tests.Web.SubscriptionKeys;

public sealed class KeyQuotaTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_window_that_is_used_up_opens_again_after_its_minute()
    {
        var quota = new KeyQuota(_time);
        var subscription = Of("a", 1);
        Assert.True(quota.TryTake(subscription, out _));
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.False(quota.TryTake(subscription, out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(40), retryAfter);
        _time.Advance(retryAfter);
        Assert.True(quota.TryTake(subscription, out _));
    }

    [Fact]
    public void One_subscription_does_not_use_up_the_calls_of_another()
    {
        var quota = new KeyQuota(_time);
        Assert.True(quota.TryTake(Of("a", 1), out _));
        Assert.False(quota.TryTake(Of("a", 1), out _));
        Assert.True(quota.TryTake(Of("b", 1), out _));
    }

    [Fact]
    public void Without_a_limit_there_is_none()
    {
        var quota = new KeyQuota(_time);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(quota.TryTake(Of("a", null), out var _)));
    }

    private static Subscription Of(string name, int? callsPerMinute) => new(name, new Caller(name, name), callsPerMinute);
}
