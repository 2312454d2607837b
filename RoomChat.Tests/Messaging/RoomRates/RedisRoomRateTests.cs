using System.Diagnostics;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomRates;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomRates;

public class RedisRoomRateTests(RedisFixture fixture) : IAsyncLifetime
{
    private readonly RoomId _room = Said.AnyRoom();
    private IConnectionMultiplexer _redis = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _redis = await ConnectAsync();

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null) await _redis.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected virtual Task<IConnectionMultiplexer> ConnectAsync() => fixture.ConnectAsync();

    [Fact]
    public async Task Publishers_of_a_room_share_its_bucket_and_refill()
    {
        var publishers = Enumerable.Range(0, 5).Select(_ => Rate(perSecond: 1, burst: 10)).ToArray();
        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i =>
                publishers[i % publishers.Length].TakeAsync(_room, $"sender-{i}", mayMake: true, most: 1, Ct)));
        var waits = answers.Select(answer => answer.Wait).ToList();
        Assert.InRange(waits.Count(wait => wait == TimeSpan.Zero), 10, 11 + (int)Stopwatch.GetElapsedTime(started).TotalSeconds);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_bucket_fills_again()
    {
        var rate = Rate(perSecond: 5, burst: 1);
        Assert.Equal(RoomRateVerdict.Taken, await TakeAsync(rate));
        await Eventually.Holds(async () => await TakeAsync(rate) == RoomRateVerdict.Taken, "there is a message to take again");
    }

    [Fact]
    public async Task Room_does_not_use_another_rooms_budget()
    {
        var rate = Rate(perSecond: 1, burst: 1);
        await TakeAsync(rate);
        Assert.Equal(RoomRateVerdict.Taken, (await rate.TakeAsync(Said.AnyRoom(), "ann", mayMake: true, most: 1, Ct)).Verdict);
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_counted()
    {
        var rate = Rate(perSecond: 0, burst: 1);
        for (var i = 0; i < 3; i++) Assert.Equal(RoomRateVerdict.Taken, await TakeAsync(rate));
        Assert.False(await _redis.GetDatabase().KeyExistsAsync(RoomKeys.Rate(_room)));
    }

    [Fact]
    public async Task Keys_of_an_idle_room_expire()
    {
        await TakeAsync(Rate(perSecond: 10, burst: 5));
        await Eventually.Holds(async () => !await _redis.GetDatabase().KeyExistsAsync(RoomKeys.Rate(_room)), "the budget is full and gone");
        await Eventually.Holds(
            async () => !await _redis.GetDatabase().KeyExistsAsync(RoomKeys.SenderRate(_room, "ann")), "the share is full and gone");
    }

    [Fact]
    public async Task Sender_uses_up_its_share_and_not_the_whole_budget()
    {
        var rate = Rate(perSecond: 1, burst: 200);
        var first = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => TakeAsync(rate)));
        Assert.InRange(first.Count(verdict => verdict == RoomRateVerdict.Taken), 100, 149);
        Assert.All(first, verdict => Assert.NotEqual(RoomRateVerdict.RoomMustWait, verdict));
        Assert.Equal(RoomRateVerdict.Taken, await TakeAsync(rate, "bob"));
    }

    [Fact]
    public async Task Sender_share_also_limits_the_room_of_everyone()
    {
        // All tests share this room, so its budget is large and refills at once; the sender's share is small.
        var rate = new RedisRoomRate(
            _redis, Options.Create(new RoomRateOptions { MessagesPerSecond = 1_000, Burst = 1_000, SenderShare = 1 }));
        var (ann, bob) = ($"ann-{_room}", $"bob-{_room}");
        var first = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => rate.TakeAsync(RoomId.All, ann, mayMake: true, most: 1, Ct)));
        Assert.InRange(first.Count(answer => answer.Verdict == RoomRateVerdict.Taken), 10, 199);
        Assert.All(first, answer => Assert.NotEqual(RoomRateVerdict.RoomMustWait, answer.Verdict));
        Assert.Equal(RoomRateVerdict.Taken, (await rate.TakeAsync(RoomId.All, bob, mayMake: true, most: 1, Ct)).Verdict);
    }

    [Fact]
    public async Task Messages_taken_are_limited_by_both_budgets()
    {
        // Each budget gains up to one message a second, so a slow machine may see more.
        var rate = Rate(perSecond: 1, burst: 1_000);
        Assert.InRange((await rate.TakeAsync(_room, "ann", mayMake: true, most: 800, Ct)).Messages, 500, 510);
        Assert.InRange((await rate.TakeAsync(_room, "ann", mayMake: true, most: 800, Ct)).Messages, 0, 10);
        Assert.Equal(200, (await rate.TakeAsync(_room, "bob", mayMake: true, most: 200, Ct)).Messages);
        Assert.InRange((await rate.TakeAsync(_room, "carl", mayMake: true, most: 800, Ct)).Messages, 280, 320);
    }

    [Fact]
    public async Task Refused_message_takes_nothing_from_the_budgets()
    {
        var rate = Rate(perSecond: 1, burst: 2);
        await rate.TakeAsync(_room, "ann", mayMake: true, most: 1, Ct);
        var refused = await rate.TakeAsync(_room, "ann", mayMake: true, most: 8, Ct);
        Assert.Equal((RoomRateVerdict.SenderMustWait, 0), (refused.Verdict, refused.Messages));
    }

    [Fact]
    public async Task Message_that_waits_for_the_room_costs_no_share()
    {
        var rate = Rate(perSecond: 1, burst: 1_000);
        for (var i = 0; i < 20; i++) await TakeAsync(Rate(perSecond: 1, burst: 2), $"other-{i}");
        var tight = Rate(perSecond: 1, burst: 2);
        Assert.Equal(RoomRateVerdict.RoomMustWait, await TakeAsync(tight));
        Assert.False(await _redis.GetDatabase().KeyExistsAsync(RoomKeys.SenderRate(_room, "ann")));
        Assert.Equal(RoomRateVerdict.Taken, await TakeAsync(rate));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task Room_without_a_log_is_new_until_its_creation(int perSecond)
    {
        var rate = Rate(perSecond, burst: 10);
        Assert.Equal(RoomRateVerdict.RoomIsNew, (await rate.TakeAsync(_room, "ann", mayMake: false, most: 1, Ct)).Verdict);
        Assert.False(await _redis.GetDatabase().KeyExistsAsync(RoomKeys.Rate(_room)));
        await _redis.GetDatabase().HashSetAsync(RoomKeys.Head(_room), "epoch", "e");
        Assert.Equal(RoomRateVerdict.Taken, (await rate.TakeAsync(_room, "ann", mayMake: false, most: 1, Ct)).Verdict);
    }

    [Fact]
    public async Task Room_is_not_new_after_its_first_accepted_message()
    {
        var rate = Rate(perSecond: 10, burst: 10);
        Assert.Equal(RoomRateVerdict.Taken, await TakeAsync(rate));
        Assert.Equal(RoomRateVerdict.Taken, (await rate.TakeAsync(_room, "bob", mayMake: false, most: 1, Ct)).Verdict);
    }

    private async Task<RoomRateVerdict> TakeAsync(RedisRoomRate rate, string sender = "ann") =>
        (await rate.TakeAsync(_room, sender, mayMake: true, most: 1, Ct)).Verdict;

    private RedisRoomRate Rate(int perSecond, int burst) =>
        new(_redis, Options.Create(new RoomRateOptions { MessagesPerSecond = perSecond, Burst = burst }));
}
