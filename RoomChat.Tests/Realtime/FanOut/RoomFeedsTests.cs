using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.FanOut;

public sealed class RoomFeedsTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task First_lease_opens_a_feed_and_the_last_closes_it()
    {
        await using var server = await RealtimeServer.StartAsync();
        var first = await server.Feeds.AcquireAsync(General, Ct);
        var second = await server.Feeds.AcquireAsync(General, Ct);
        Assert.Same(first.Feed, second.Feed);
        await first.DisposeAsync();
        await first.DisposeAsync();
        await server.SayAsync("general", "heard");
        Assert.Equal(1, second.Feed.Position!.Offset);
        await second.DisposeAsync();
        Assert.DoesNotContain(server.Feeds.Snapshot(), feed => feed.RoomId == General);
    }

    [Fact]
    public async Task Many_leases_taken_and_given_at_once_leave_nothing_behind()
    {
        await using var server = await RealtimeServer.StartAsync();
        await Parallel.ForEachAsync(Enumerable.Range(0, 500), Ct, async (_, ct) =>
        {
            await using var lease = await server.Feeds.AcquireAsync(General, ct);
            Assert.NotNull(lease.Feed.Position);
        });
        Assert.DoesNotContain(server.Feeds.Snapshot(), feed => feed.RoomId == General);
    }

    [Fact]
    public async Task Closed_connections_and_empty_rooms_leave_nothing_behind()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using (var ada = await server.ConnectAsync())
        {
            await ada.JoinAsync("general", Ct);
            await ada.JoinAsync("dev", Ct);
        }
        await Eventually.Holds(() => server.Connections.Count == 0, "the connection is gone");
        await Eventually.Holds(() => server.Feeds.Snapshot().All(feed => feed.RoomId.IsAll), "the rooms are gone");
    }
}
