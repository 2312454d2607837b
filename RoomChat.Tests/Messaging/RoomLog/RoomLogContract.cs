using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Messaging.RoomLog;

/// <summary>The behaviour of every room log and of its channel.</summary>
public abstract partial class RoomLogContract
{
    private readonly RoomId _room = Said.AnyRoom();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Opens the log, with a number of messages to keep per room.</summary>
    private protected abstract Task<IRoomLog> OpenLogAsync(int keptMessages = 1000);

    /// <summary>The channel of the opened log.</summary>
    private protected abstract IRoomChannel Channel { get; }

    /// <summary>Rolls a room back to a copy without the messages after an offset.</summary>
    private protected abstract Task RollBackAsync(RoomId roomId, long offset);

    /// <summary>Deletes all data of a room.</summary>
    private protected abstract Task LoseAsync(RoomId roomId);

    [Fact]
    public async Task Offsets_count_from_1_without_gaps_in_one_epoch()
    {
        var log = await OpenLogAsync();
        var head = await log.GetHeadAsync(_room, Ct);
        Assert.Equal(0, head.Offset);
        Assert.NotEmpty(head.Epoch);

        for (var offset = 1; offset <= 3; offset++)
            Assert.Equal(head with { Offset = offset }, await log.AppendAsync(Said.Message(_room, $"m{offset}"), Ct));
        Assert.Equal(head with { Offset = 3 }, await log.GetHeadAsync(_room, Ct));
    }

    [Fact]
    public async Task Each_room_has_its_own_offsets_and_epoch()
    {
        var log = await OpenLogAsync();
        var here = await log.AppendAsync(Said.Message(_room, "same id"), Ct);
        var there = await log.AppendAsync(Said.Message(Said.AnyRoom(), "same id"), Ct);
        Assert.Equal((1, 1), (here.Offset, there.Offset));
        Assert.NotEqual(here.Epoch, there.Epoch);
    }

    [Fact]
    public async Task Repeated_message_keeps_its_offset()
    {
        var log = await OpenLogAsync();
        var first = await log.AppendAsync(Said.Message(_room, "m1"), Ct);
        await log.AppendAsync(Said.Message(_room, "m2"), Ct);

        Assert.Equal(first, await log.AppendAsync(Said.Message(_room, "m1"), Ct));
        Assert.Equal(["m1", "m2"], Ids(await log.ReadSinceAsync(_room, first with { Offset = 0 }, 10, Ct)));
    }

    [Fact]
    public async Task Trimmed_message_is_recognised_when_repeated()
    {
        var log = await OpenLogAsync(keptMessages: 10);
        var heard = new HeardOnChannel();
        await using var subscription = await Channel.SubscribeAsync(_room, heard, Ct);
        var head = await AppendAsync(log, 40);

        var positions = await log.AppendAsync([Said.Message(_room, "m3"), Said.Message(_room, "new"), Said.Message(_room, "m35")], Ct);

        Assert.Equal([3, 41, 35], positions.Select(position => position.Offset));
        Assert.Equal(["m32", "m33", "m34", "m35", "m36", "m37", "m38", "m39", "m40", "new"],
            Ids(await log.ReadBeforeAsync(_room, null, 100, Ct)));
        await Eventually.Holds(() => Heard("m35") == 2, "what is kept is announced again");
        Assert.Equal((1, 1), (Heard("m3"), Heard("new")));
        Assert.Equal(head.Epoch, positions[0].Epoch);

        int Heard(string id) => heard.Messages.Count(logged => logged.Message.Id == id);
    }

    [Fact]
    public async Task Appends_that_are_not_awaited_keep_their_order()
    {
        var log = await OpenLogAsync();
        var appends = Enumerable.Range(1, 300).Select(number => log.AppendAsync(Said.Message(_room, $"m{number}"), Ct)).ToList();
        Assert.Equal(Enumerable.Range(1, 300).Select(number => (long)number),
            (await Task.WhenAll(appends)).Select(position => position.Offset));
    }

    [Fact]
    public async Task A_read_gives_the_message_as_it_was_appended()
    {
        var log = await OpenLogAsync();
        var said = Said.Message(_room, "a:b-1.2_3", "\"quoted\" \\ line\nbreak 😀 12:34:{}");
        var position = await log.AppendAsync(said, Ct);

        var read = await log.ReadSinceAsync(_room, position with { Offset = 0 }, 10, Ct);
        Assert.Equal(new LoggedMessage(said, position), Assert.Single(read.Messages));
    }

    [Fact]
    public async Task Read_gives_all_messages_after_the_position()
    {
        var log = await OpenLogAsync();
        var head = await AppendAsync(log, 5);

        var read = await log.ReadSinceAsync(_room, head with { Offset = 2 }, 10, Ct);
        var end = await log.ReadSinceAsync(_room, head, 10, Ct);

        Assert.Equal((Recovery.Complete, head), (read.Recovery, read.Head));
        Assert.Equal([3, 4, 5], Offsets(read));
        Assert.Equal(Recovery.Complete, end.Recovery);
        Assert.Empty(end.Messages);
    }

    [Fact]
    public async Task Read_ends_at_the_limit_and_the_next_continues()
    {
        var log = await OpenLogAsync();
        var head = await AppendAsync(log, 5);

        var first = await log.ReadSinceAsync(_room, head with { Offset = 0 }, 3, Ct);
        var second = await log.ReadSinceAsync(_room, first.Messages[^1].Position, 3, Ct);

        Assert.Equal([1, 2, 3], Offsets(first));
        Assert.Equal(5, first.Head.Offset);
        Assert.Equal([4, 5], Offsets(second));
    }

    [Fact]
    public async Task A_position_without_an_epoch_matches_any()
    {
        var log = await OpenLogAsync();
        var head = await AppendAsync(log, 3);
        var read = await log.ReadSinceAsync(_room, new RoomPosition(1, ""), 10, Ct);
        Assert.Equal((Recovery.Complete, head), (read.Recovery, read.Head));
        Assert.Equal([2, 3], Offsets(read));
    }

    [Theory]
    [InlineData(1, "another epoch")]
    [InlineData(4, "")]
    public async Task Unknown_epoch_or_offset_beyond_the_end_reports_epoch_changed(long offset, string epoch)
    {
        var log = await OpenLogAsync();
        var head = await AppendAsync(log, 3);
        var read = await log.ReadSinceAsync(_room, new RoomPosition(offset, epoch), 10, Ct);
        Assert.Equal((Recovery.EpochChanged, head), (read.Recovery, read.Head));
        Assert.Empty(read.Messages);
    }

    [Fact]
    public async Task A_lost_log_begins_a_new_epoch_from_1()
    {
        var log = await OpenLogAsync();
        var before = await AppendAsync(log, 3);
        await LoseAsync(_room);

        Assert.Equal(Recovery.EpochChanged, (await log.ReadSinceAsync(_room, before, 10, Ct)).Recovery);
        var after = await log.AppendAsync(Said.Message(_room, "m1"), Ct);
        Assert.Equal(1, after.Offset);
        Assert.NotEqual(before.Epoch, after.Epoch);
    }

    [Fact]
    public async Task Read_of_trimmed_messages_reports_history_too_short()
    {
        var log = await OpenLogAsync(keptMessages: 10);
        var head = await AppendAsync(log, 12);

        var missed = await log.ReadSinceAsync(_room, head with { Offset = 1 }, 100, Ct);
        var kept = await log.ReadSinceAsync(_room, head with { Offset = 2 }, 100, Ct);

        Assert.Equal((Recovery.HistoryTooShort, head), (missed.Recovery, missed.Head));
        Assert.Empty(missed.Messages);
        Assert.Equal(Recovery.Complete, kept.Recovery);
        Assert.Equal(Enumerable.Range(3, 10).Select(number => (long)number), Offsets(kept));
    }

    [Fact]
    public async Task History_is_read_backwards_in_pages_that_read_forwards()
    {
        var log = await OpenLogAsync();
        var head = await AppendAsync(log, 5);

        var newest = await log.ReadBeforeAsync(_room, before: null, 2, Ct);
        var older = await log.ReadBeforeAsync(_room, before: 4, 2, Ct);
        var oldest = await log.ReadBeforeAsync(_room, before: 2, 2, Ct);

        Assert.Equal(head, newest.Head);
        Assert.Equal([4, 5], Offsets(newest));
        Assert.Equal([2, 3], Offsets(older));
        Assert.Equal([1], Offsets(oldest));
        Assert.Empty((await log.ReadBeforeAsync(_room, before: 1, 2, Ct)).Messages);
    }

    [Fact]
    public async Task Reading_the_history_of_an_unknown_room_creates_nothing()
    {
        var log = await OpenLogAsync();
        var read = await log.ReadBeforeAsync(_room, before: null, 10, Ct);
        Assert.Equal(new RoomPosition(0, ""), read.Head);
        Assert.Empty(read.Messages);
        Assert.Equal("", (await log.ReadBeforeAsync(_room, before: null, 10, Ct)).Head.Epoch);
    }

    [Fact]
    public async Task Every_append_is_announced_in_order_and_a_repeat_again()
    {
        var log = await OpenLogAsync();
        var heard = new HeardOnChannel();
        var subscription = await Channel.SubscribeAsync(_room, heard, Ct);
        var first = await log.AppendAsync(Said.Message(_room, "m1"), Ct);
        await log.AppendAsync(Said.Message(_room, "m2"), Ct);
        await log.AppendAsync(Said.Message(Said.AnyRoom(), "elsewhere"), Ct);
        await log.AppendAsync(Said.Message(_room, "m1"), Ct);
        await log.AppendAsync(Said.Message(_room, "m3"), Ct);

        await Eventually.Holds(() => heard.Messages.Count >= 4, "four announcements came");
        Assert.Equal(["m1", "m2", "m1", "m3"], heard.Messages.Select(logged => logged.Message.Id));
        Assert.Equal([1, 2, 1, 3], heard.Messages.Select(logged => logged.Position.Offset));
        Assert.Equal(new LoggedMessage(Said.Message(_room, "m1"), first), heard.Messages.First());
        await subscription.DisposeAsync();
    }

    [Fact]
    public async Task Unsubscribed_listener_hears_no_more_messages()
    {
        var log = await OpenLogAsync();
        var (gone, marker) = (new HeardOnChannel(), new HeardOnChannel());
        var channel = Channel;
        var subscription = await channel.SubscribeAsync(_room, gone, Ct);
        await using var stays = await channel.SubscribeAsync(_room, marker, Ct);
        await subscription.DisposeAsync();

        await log.AppendAsync(Said.Message(_room, "m1"), Ct);
        await Eventually.Holds(() => !marker.Messages.IsEmpty, "the other subscriber heard it");
        Assert.Empty(gone.Messages);
    }

    private protected async Task<RoomPosition> AppendAsync(IRoomLog log, int count)
    {
        var appends = Enumerable.Range(1, count).Select(number => log.AppendAsync(Said.Message(_room, $"m{number}"), Ct)).ToList();
        return (await Task.WhenAll(appends))[^1];
    }

    private static IEnumerable<string> Ids(LogRead read) => read.Messages.Select(logged => logged.Message.Id);

    private static IEnumerable<long> Offsets(LogRead read) => read.Messages.Select(logged => logged.Position.Offset);
}
