using Microsoft.Extensions.Options;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Tests.Realtime.Connections;

public sealed class CallerQuotaTests
{
    private static readonly Caller Ada = new("user-1", "Ada");
    private static readonly Caller Bob = new("user-2", "Bob");
    private static readonly Caller Program = new("subscription:tests", "Tests");

    private readonly CallerQuota _quota = new(Options.Create(new ConnectionOptions { MaxPerUser = 2, MaxPerSubscription = 3 }));

    [Fact]
    public void A_user_and_a_subscription_have_limits_of_their_own() =>
        Assert.Equal((2, 2, 3), (Take(Ada), Take(Bob), Take(Program)));

    [Fact]
    public void A_closed_connection_makes_room_for_another()
    {
        Take(Ada);
        _quota.Return(Ada);
        Assert.Equal(1, Take(Ada));
    }

    [Fact]
    public void Anonymous_caller_is_not_counted() => Assert.Equal(10, Take(Caller.Anonymous));

    [Fact]
    public void Zero_is_no_limit() =>
        Assert.Equal(10, Take(Ada, new CallerQuota(Options.Create(new ConnectionOptions { MaxPerUser = 0 }))));

    [Fact]
    public async Task Many_at_once_are_counted_right()
    {
        await Parallel.ForAsync(0, 10_000, TestContext.Current.CancellationToken, (_, _) =>
        {
            if (_quota.TryTake(Ada)) _quota.Return(Ada);
            return ValueTask.CompletedTask;
        });
        Assert.Equal(2, Take(Ada));
    }

    [Fact]
    public void Users_of_an_address_share_a_limit_programs_do_not()
    {
        var quota = new CallerQuota(Options.Create(new ConnectionOptions { MaxPerUser = 2, MaxPerAddress = 3 }));
        Caller At(string id) => new(id, "Name") { Address = "203.0.113.7" };
        Assert.Equal((2, 1, 0), (Take(At("user-1"), quota), Take(At("user-2"), quota), Take(At("user-3"), quota)));
        quota.Return(At("user-1"));
        Assert.Equal((1, 2), (Take(At("user-3"), quota), Take(At("user-4") with { Address = "203.0.113.8" }, quota)));
        Assert.Equal(10, Take(At("subscription:tests"), quota));
    }

    private int Take(Caller caller, CallerQuota? quota = null) => Enumerable.Range(0, 10).Count(_ => (quota ?? _quota).TryTake(caller));
}
