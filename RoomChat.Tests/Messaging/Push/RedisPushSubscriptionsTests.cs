using Microsoft.Extensions.Time.Testing;
using RoomChat.Contracts;
using RoomChat.Messaging.Push;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.Push;

public sealed class RedisPushSubscriptionsTests(RedisFixture fixture) : IAsyncLifetime
{
    private readonly ChatUser _ann = new($"guest-{Guid.NewGuid():N}", "Ann");
    private readonly (RoomId General, RoomId Dev) _rooms = (Said.AnyRoom(), Said.AnyRoom());
    private readonly PushBrowser _browser = new();
    private readonly FakeTimeProvider _time = new();
    private IConnectionMultiplexer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RedisPushSubscriptions Subscriptions => new(_redis, _time);

    public async ValueTask InitializeAsync() => _redis = await fixture.ConnectAsync();

    public ValueTask DisposeAsync()
    {
        _browser.Dispose();
        return _redis.DisposeAsync();
    }

    [Fact]
    public async Task Room_finds_the_subscriptions_that_include_it()
    {
        var subscription = _browser.Subscribe(_ann, hidesContent: true);
        await Subscriptions.SaveAsync(subscription, [new(_rooms.General, false), new(_rooms.Dev, true)], Ct);
        Assert.Equal([new PushTarget(subscription, false)], await Subscriptions.FindAsync(_rooms.General, Ct));
        Assert.Equal([new PushTarget(subscription, true)], await Subscriptions.FindAsync(_rooms.Dev, Ct));

        await Subscriptions.SaveAsync(subscription with { HidesContent = false }, [new(_rooms.Dev, false)], Ct);
        Assert.Empty(await Subscriptions.FindAsync(_rooms.General, Ct));
        Assert.Equal([new PushTarget(subscription with { HidesContent = false }, false)], await Subscriptions.FindAsync(_rooms.Dev, Ct));

        await Subscriptions.RemoveAsync(subscription, Ct);
        Assert.Empty(await Subscriptions.FindAsync(_rooms.Dev, Ct));
    }

    [Fact]
    public async Task Keys_expire_and_removed_subscriptions_leave_no_keys()
    {
        var subscription = _browser.Subscribe(_ann);
        RedisKey[] keys = [RoomKeys.PushTargets(_rooms.General), RoomKeys.PushRooms(subscription.Id), RoomKeys.PushOfUser(_ann.Id)];
        await Subscriptions.SaveAsync(subscription, [new(_rooms.General, false)], Ct);
        foreach (var key in keys) Assert.InRange((await _redis.GetDatabase().KeyTimeToLiveAsync(key))!.Value.TotalDays, 1, 31);
        await Subscriptions.SaveAsync(subscription, [], Ct);
        foreach (var key in keys) Assert.False(await _redis.GetDatabase().KeyExistsAsync(key));
    }

    [Fact]
    public async Task Oldest_subscription_of_a_user_over_the_limit_is_removed()
    {
        for (var i = 0; i <= RedisPushSubscriptions.MostOfUser; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Subscriptions.SaveAsync(
                _browser.Subscribe(_ann, endpoint: $"https://push.example/{i}"), [new(_rooms.General, false)], Ct);
        }

        var kept = (await Subscriptions.FindAsync(_rooms.General, Ct)).Select(target => target.Subscription.Endpoint).ToList();
        Assert.Equal(RedisPushSubscriptions.MostOfUser, kept.Count);
        Assert.DoesNotContain("https://push.example/0", kept);
    }

    [Fact]
    public async Task Users_at_the_same_address_have_separate_subscriptions()
    {
        var (ann, eve) = (_browser.Subscribe(_ann), _browser.Subscribe(new ChatUser($"{_ann.Id}-eve", "Eve")));
        await Subscriptions.SaveAsync(ann, [new(_rooms.General, false)], Ct);
        await Subscriptions.SaveAsync(eve, [new(_rooms.Dev, false)], Ct);
        await Subscriptions.RemoveAsync(eve, Ct);
        Assert.Equal([new PushTarget(ann, false)], await Subscriptions.FindAsync(_rooms.General, Ct));
    }

    [Fact]
    public async Task Only_one_caller_claims_a_message()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 5)
            .Select(_ => Subscriptions.TryClaimAsync(_rooms.General, new RoomPosition(1, "e1"), Ct)));
        Assert.Single(claims, claimed => claimed);
        Assert.True(await Subscriptions.TryClaimAsync(_rooms.General, new RoomPosition(1, "e2"), Ct));
    }
}
