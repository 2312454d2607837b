using Microsoft.Extensions.Logging.Abstractions;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Telemetry;
using RoomChat.Tests.Realtime.Connections;

namespace RoomChat.Tests.Realtime.FanOut;

public sealed class RoomFeedTests : IAsyncDisposable
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private readonly InMemoryRoomLog _log = new();
    private readonly RecordedAudience _audience = new();
    private readonly RoomFeed _feed;

    public RoomFeedTests() => _feed = NewFeed();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_handed_on_in_order()
    {
        await _feed.StartAsync(Ct);
        foreach (var logged in await SayAsync(3)) RecordedAudience.Push(_feed, logged);
        Assert.Equal([1, 2, 3], _audience.Offsets);
    }

    [Fact]
    public async Task A_repeated_message_is_dropped()
    {
        await _feed.StartAsync(Ct);
        var said = await SayAsync(2);
        foreach (var logged in said.Concat(said)) RecordedAudience.Push(_feed, logged);
        Assert.Equal([1, 2], _audience.Offsets);
    }

    [Fact]
    public async Task A_gap_is_filled_from_the_log()
    {
        await _feed.StartAsync(Ct);
        var said = await SayAsync(5);
        RecordedAudience.Push(_feed, said[0]);
        RecordedAudience.Push(_feed, said[4]);
        await Eventually.Holds(() => _audience.Offsets.Count == 5, "the gap is filled");
        Assert.Equal([1, 2, 3, 4, 5], _audience.Offsets);
    }

    [Fact]
    public async Task Messages_in_any_order_come_out_in_order()
    {
        await _feed.StartAsync(Ct);
        var said = await SayAsync(200);
        var shuffled = said.ToArray();
        new Random(7).Shuffle(shuffled);
        foreach (var logged in shuffled) RecordedAudience.Push(_feed, logged);
        await Eventually.Holds(() => _audience.Offsets.Count >= 200, "all are handed on");
        Assert.Equal(Enumerable.Range(1, 200).Select(offset => (long)offset), _audience.Offsets);
    }

    [Fact]
    public async Task Feed_hands_on_only_messages_after_its_start()
    {
        await SayAsync(2);
        var during = await SayAsync(1);
        RecordedAudience.Push(_feed, during[0]);
        await _feed.StartAsync(Ct);
        Assert.Equal(3, _feed.Position!.Offset);
        RecordedAudience.Push(_feed, (await SayAsync(1))[0]);
        Assert.Equal([4], _audience.Offsets);
    }

    [Fact]
    public async Task New_epoch_is_reported_and_its_messages_follow_from_first()
    {
        await _feed.StartAsync(Ct);
        foreach (var logged in await SayAsync(3)) RecordedAudience.Push(_feed, logged);
        _log.Lose(General);
        var said = await SayAsync(2);
        RecordedAudience.Push(_feed, said[1]);
        await Eventually.Holds(() => _audience.Frames.Count == 6, "the reset and the two messages are handed on");
        var reset = Assert.IsType<ServerFrame.RoomReset>(_audience.Frames[3]);
        Assert.Equal((0, said[0].Position.Epoch), (reset.Offset, reset.Epoch));
        Assert.Equal([1, 2, 3, 1, 2], _audience.Offsets);
    }

    [Fact]
    public async Task A_late_message_of_a_lost_epoch_changes_nothing()
    {
        await _feed.StartAsync(Ct);
        var old = await SayAsync(2);
        RecordedAudience.Push(_feed, old[0]);
        _log.Lose(General);
        await _feed.RepairNowAsync(Ct);
        RecordedAudience.Push(_feed, old[1]);
        await _feed.RepairNowAsync(Ct);
        RecordedAudience.Push(_feed, (await SayAsync(1))[0]);
        Assert.Equal([1, 1], _audience.Offsets);
        Assert.Single(_audience.Frames.OfType<ServerFrame.RoomReset>());
    }

    [Fact]
    public async Task Gap_that_the_log_no_longer_has_resets_the_room()
    {
        await _feed.StartAsync(Ct);
        _log.KeepLast = 2;
        var said = await SayAsync(9);
        RecordedAudience.Push(_feed, said[8]);
        await Eventually.Holds(() => _audience.Frames.Count == 1, "the reset is handed on");
        Assert.Equal(9, Assert.IsType<ServerFrame.RoomReset>(_audience.Frames[0]).Offset);
    }

    [Fact]
    public async Task A_position_without_loss_is_caught_up_from_the_log()
    {
        await SayAsync(5);
        await _feed.StartAsync(Ct);
        var catchUp = await CatchUpAsync(new RoomPosition(2, ""));
        Assert.True(catchUp.Recovered);
        Assert.Equal([3, 4, 5], OffsetsOf(catchUp));
    }

    [Fact]
    public async Task A_position_of_another_epoch_is_not_recovered()
    {
        await SayAsync(5);
        await _feed.StartAsync(Ct);
        var catchUp = await CatchUpAsync(new RoomPosition(2, "lost"));
        Assert.False(catchUp.Recovered);
        Assert.Empty(catchUp.Missed);
        Assert.Equal(5, catchUp.Position.Offset);
    }

    [Fact]
    public async Task Position_ahead_of_the_feed_makes_it_catch_up_first()
    {
        await _feed.StartAsync(Ct);
        await SayAsync(3);
        var catchUp = await CatchUpAsync(new RoomPosition(2, ""));
        Assert.True(catchUp.Recovered);
        Assert.Equal(3, catchUp.Position.Offset);
        Assert.Equal([3], OffsetsOf(catchUp));
        Assert.Equal([1, 2, 3], _audience.Offsets);
    }

    [Fact]
    public async Task History_too_large_for_an_answer_is_not_recovered()
    {
        await SayAsync(50);
        await _feed.StartAsync(Ct);
        Assert.False((await CatchUpAsync(new RoomPosition(0, ""), maxBytes: 1_000)).Recovered);
    }

    public ValueTask DisposeAsync() => _feed.DisposeAsync();

    private RoomFeed NewFeed()
    {
        var metrics = new RealtimeMetrics(new UnheardMeters());
        return new RoomFeed(General, _audience, _log, metrics, TimeProvider.System, NullLogger<RoomFeed>.Instance);
    }

    private async Task<CatchUp> CatchUpAsync(RoomPosition since, int maxBytes = 1_000_000)
    {
        CatchUp? caughtUp = null;
        var asks = new RecordedConnection(new ConnectionOptions { MaxQueuedBytes = 2 * maxBytes });
        var answer = await _feed.CatchUpAsync(asks.Connection, since, Answer, joins: false, Ct);
        Assert.Equal(1 + caughtUp!.Missed.Count, asks.Frames.Count);
        Assert.True(answer.Payload.Span.SequenceEqual(asks.WireFrames[0].Payload));
        return caughtUp;

        ServerFrame Answer(CatchUp catchUp)
        {
            caughtUp = catchUp;
            return new ServerFrame.RoomJoined(General.Value, "", catchUp.Position.Offset, catchUp.Position.Epoch, catchUp.Recovered);
        }
    }

    private async Task<List<LoggedMessage>> SayAsync(int count)
    {
        var said = new List<LoggedMessage>();
        for (var i = 0; i < count; i++)
        {
            var message = new ChatMessage(
                Guid.NewGuid().ToString("n"), General, $"message {i}",
                DateTimeOffset.UnixEpoch, new ChatUser("u", "U"));
            said.Add(new LoggedMessage(message, await _log.AppendAsync(message, Ct)));
        }
        return said;
    }

    private static IEnumerable<long> OffsetsOf(CatchUp catchUp) =>
        catchUp.Missed.Select(frame => ((ServerFrame.Message)RecordedAudience.Decode(frame)).Offset);
}
