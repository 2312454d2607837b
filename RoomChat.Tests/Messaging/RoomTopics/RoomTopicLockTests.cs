using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomTopics;
using StackExchange.Redis;

namespace RoomChat.Tests.Messaging.RoomTopics;

public class RoomTopicLockTests(RedisFixture fixture) : IAsyncLifetime
{
    private static readonly TimeSpan ShortExpiry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongExpiry = TimeSpan.FromSeconds(12);

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
    public async Task Lock_is_held_by_one_at_a_time()
    {
        var (room, topicLock) = (Said.AnyRoom(), new RoomTopicLock(_redis));
        var held = await topicLock.TakeAsync(room, Ct);
        var waiting = topicLock.TakeAsync(room, Ct);
        await using (await topicLock.TakeAsync(Said.AnyRoom(), Ct)) Assert.False(waiting.IsCompleted);
        await held.DisposeAsync();
        await (await waiting).DisposeAsync();
    }

    [Fact]
    public async Task Lock_is_renewed_while_it_is_held()
    {
        var room = Said.AnyRoom();
        await using var held = await new RoomTopicLock(_redis, LongExpiry).TakeAsync(room, Ct);
        var last = await LeftAsync(room);
        await Eventually.Holds(
            async () =>
            {
                var left = await LeftAsync(room);
                var isRaised = left > last;
                last = left;
                return isRaised;
            },
            "what is left of its time has grown");
        Assert.False(held.HandleLostToken.IsCancellationRequested);
    }

    [Fact]
    public async Task Lock_deleted_in_Redis_is_reported_as_lost()
    {
        var room = Said.AnyRoom();
        await using var held = await new RoomTopicLock(_redis, ShortExpiry).TakeAsync(room, Ct);
        await _redis.GetDatabase().KeyDeleteAsync(RoomKeys.TopicLock(room));
        await Eventually.Holds(() => held.HandleLostToken.IsCancellationRequested, "the holder is told");
    }

    private async Task<TimeSpan> LeftAsync(RoomId room) =>
        await _redis.GetDatabase().KeyTimeToLiveAsync(RoomKeys.TopicLock(room)) ?? TimeSpan.Zero;
}
