using Microsoft.Extensions.Time.Testing;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Tests.Web.SubscriptionKeys;

public sealed class KeyQuotaTests
{
    [Fact]
    public void Quota_that_is_used_up_opens_again_after_its_window()
    {
        var time = new FakeTimeProvider();
        var quota = new KeyQuota(time);
        Assert.True(quota.TryTake(Of("a", 1), out _));
        time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(quota.TryTake(Of("a", 1), out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(1), retryAfter);
        time.Advance(retryAfter);
        Assert.True(quota.TryTake(Of("a", 1), out _));
    }

    [Fact]
    public void Quota_that_is_used_up_says_when_to_try_again()
    {
        var quota = new KeyQuota(TimeProvider.System);
        Assert.True(quota.TryTake(Of("a", 1), out _));
        Assert.False(quota.TryTake(Of("a", 1), out var retryAfter));
        Assert.InRange(retryAfter, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Subscription_does_not_use_up_the_quota_of_another()
    {
        var quota = new KeyQuota(TimeProvider.System);
        Assert.True(quota.TryTake(Of("a", 1), out _));
        Assert.False(quota.TryTake(Of("A", 1), out _));
        Assert.True(quota.TryTake(Of("b", 1), out _));
    }

    [Fact]
    public void Subscription_without_a_quota_is_never_refused()
    {
        var quota = new KeyQuota(TimeProvider.System);
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.True(quota.TryTake(Of("a", null), out var _)));
    }

    private static Subscription Of(string name, int? callsPerMinute) => new(name, new Caller(name, name), callsPerMinute);
}
