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
    public async Task All_publishers_of_a_room_together_get_what_is_in_the_bucket_and_then_what_it_gains()
    {
        var publishers = Enumerable.Range(0, 5).Select(_ => Rate(perSecond: 1, burst: 10)).ToArray();
        var started = Stopwatch.GetTimestamp();
        var waits = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => publishers[i % publishers.Length].TakeAsync(_room, Ct)));
        Assert.InRange(waits.Count(wait => wait == TimeSpan.Zero), 10, 11 + (int)Stopwatch.GetElapsedTime(started).TotalSeconds);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_bucket_fills_again()
    {
        var rate = Rate(perSecond: 5, burst: 1);
        Assert.Equal(TimeSpan.Zero, await rate.TakeAsync(_room, Ct));
        await Eventually.Holds(async () => await rate.TakeAsync(_room, Ct) == TimeSpan.Zero, "there is a message to take again");
    }

    [Fact]
    public async Task A_room_does_not_pay_for_another()
    {
        var rate = Rate(perSecond: 1, burst: 1);
        await rate.TakeAsync(_room, Ct);
        Assert.Equal(TimeSpan.Zero, await rate.TakeAsync(Said.AnyRoom(), Ct));
    }

    [Fact]
    public async Task Without_a_limit_nothing_is_counted()
    {
        var rate = Rate(perSecond: 0, burst: 1);
        for (var i = 0; i < 3; i++) Assert.Equal(TimeSpan.Zero, await rate.TakeAsync(_room, Ct));
        Assert.False(await _redis.GetDatabase().KeyExistsAsync(RoomKeys.Rate(_room)));
    }

    [Fact]
    public async Task A_room_that_was_left_alone_leaves_nothing_behind()
    {
        await Rate(perSecond: 10, burst: 5).TakeAsync(_room, Ct);
        await Eventually.Holds(async () => !await _redis.GetDatabase().KeyExistsAsync(RoomKeys.Rate(_room)), "the budget is full and gone");
    }

    private RedisRoomRate Rate(int perSecond, int burst) =>
        new(_redis, Options.Create(new RoomRateOptions { MessagesPerSecond = perSecond, Burst = burst }));
}
