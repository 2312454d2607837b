using RoomChat.Messaging.Limits;

namespace RoomChat.Tests.Messaging.Limits;

public sealed class CallerLimitTests : IDisposable
{
    private readonly TestLimits _limits = new();

    public void Dispose() => _limits.Dispose();

    [Fact]
    public void User_is_refused_after_the_burst_with_a_retry_time()
    {
        var limit = new CallerLimit("tests", TestLimits.Of(userBurst: 2), _limits.Metrics, TimeProvider.System);
        Assert.Null(limit.Refuses("ann", "192.0.2.1"));
        Assert.Null(limit.Refuses("ann", "192.0.2.2"));
        Assert.InRange(Assert.NotNull(limit.Refuses("ann", "192.0.2.3")), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Null(limit.Refuses("bob", "192.0.2.1"));
        Assert.Equal(1, _limits.Recorder.Count("roomchat.limits.refused", "tests"));
    }

    [Fact]
    public void Users_of_one_address_share_its_budget()
    {
        var limit = new CallerLimit("tests", TestLimits.Of(addressBurst: 2), _limits.Metrics, TimeProvider.System);
        Assert.Null(limit.Refuses("ann", "192.0.2.1"));
        Assert.Null(limit.Refuses("bob", "192.0.2.1"));
        Assert.NotNull(limit.Refuses("cem", "192.0.2.1"));
        Assert.NotNull(limit.Refuses(null, "192.0.2.1"));
        Assert.Null(limit.Refuses("cem", "192.0.2.2"));
        Assert.Null(limit.Refuses("cem", null));
    }

    [Fact]
    public void Zero_a_minute_is_no_limit()
    {
        var options = new CallerLimitOptions { UserBurst = 1, AddressBurst = 1 };
        var limit = new CallerLimit("tests", options, _limits.Metrics, TimeProvider.System);
        for (var i = 0; i < 10; i++) Assert.Null(limit.Refuses("ann", "192.0.2.1"));
    }
}
