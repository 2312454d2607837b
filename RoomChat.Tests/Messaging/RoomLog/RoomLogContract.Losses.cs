using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Messaging.RoomLog;

// Detection of a log that was lost completely or lost its last messages.
public abstract partial class RoomLogContract
{
    [Fact]
    public async Task Heads_come_in_order_and_rooms_without_log_have_none()
    {
        var log = await OpenLogAsync();
        RoomId[] rooms = [Said.AnyRoom(), Said.AnyRoom(), Said.AnyRoom()];
        var first = await log.AppendAsync(Said.Message(rooms[0], "m1"), Ct);
        var third = await log.GetHeadAsync(rooms[2], Ct);

        Assert.Equal([new(first), new(null), new(third)], await log.GetHeadsAsync(rooms, Ct));
        Assert.Equal([new(null)], await log.GetHeadsAsync([rooms[1]], Ct));
        Assert.Empty(await log.GetHeadsAsync([], Ct));
    }

    [Fact]
    public async Task A_log_that_was_lost_has_no_head()
    {
        var log = await OpenLogAsync();
        await AppendAsync(log, 3);
        await LoseAsync(_room);
        Assert.Equal([new(null)], await log.GetHeadsAsync([_room], Ct));
    }

    [Fact]
    public async Task Append_after_a_rollback_begins_a_new_epoch()
    {
        var log = await OpenLogAsync();
        var before = await AppendAsync(log, 5);
        await RollBackAsync(_room, 3);

        var after = await log.AppendAsync(Said.Message(_room, "new"), Ct);

        Assert.Equal(4, after.Offset);
        Assert.NotEqual(before.Epoch, after.Epoch);
        Assert.Equal(["m1", "m2", "m3", "new"], Ids(await log.ReadSinceAsync(_room, after with { Offset = 0 }, 10, Ct)));
        var read = await log.ReadSinceAsync(_room, before, 10, Ct);
        Assert.Equal((Recovery.EpochChanged, 3), (read.Recovery, read.Begin));
    }

    [Fact]
    public async Task Message_that_was_rolled_back_is_new_when_repeated()
    {
        var log = await OpenLogAsync();
        await AppendAsync(log, 5);
        await RollBackAsync(_room, 3);
        var positions = await log.AppendAsync([Said.Message(_room, "m5"), Said.Message(_room, "m2"), Said.Message(_room, "m4")], Ct);
        Assert.Equal([4, 2, 5], positions.Select(position => position.Offset));
    }

    [Fact]
    public async Task Continue_beyond_a_rolled_back_head_begins_a_new_epoch()
    {
        var log = await OpenLogAsync();
        var before = await AppendAsync(log, 5);
        await RollBackAsync(_room, 3);

        var read = await log.ContinueAsync(_room, before, 10, Ct);
        Assert.Equal((Recovery.EpochChanged, 3, 3), (read.Recovery, read.Head.Offset, read.Begin));
        Assert.NotEqual(before.Epoch, read.Head.Epoch);

        var after = await log.AppendAsync(Said.Message(_room, "new"), Ct);
        Assert.Equal(read.Head with { Offset = 4 }, after);
        Assert.Equal(["m3", "new"], Ids(await log.ContinueAsync(_room, read.Head, 10, Ct)));
    }

    [Fact]
    public async Task Reader_behind_the_rollback_continues_at_its_own_position()
    {
        var log = await OpenLogAsync();
        var before = await AppendAsync(log, 5);
        await RollBackAsync(_room, 3);
        await log.ContinueAsync(_room, before, 10, Ct);

        var read = await log.ContinueAsync(_room, before with { Offset = 1 }, 10, Ct);
        Assert.Equal((Recovery.EpochChanged, 1), (read.Recovery, read.Begin));
        Assert.Equal(["m1", "m2", "m3"], Ids(await log.ContinueAsync(_room, read.Head with { Offset = read.Begin }, 10, Ct)));
    }

    [Fact]
    public async Task Read_beyond_the_head_begins_no_new_epoch()
    {
        var log = await OpenLogAsync();
        var head = await AppendAsync(log, 3);
        var read = await log.ReadSinceAsync(_room, head with { Offset = 1_000_000 }, 10, Ct);
        Assert.Equal((Recovery.EpochChanged, head), (read.Recovery, read.Head));
        Assert.Equal(head with { Offset = 4 }, await log.AppendAsync(Said.Message(_room, "new"), Ct));
    }

    [Fact]
    public async Task Continue_reads_the_message_at_the_position_first()
    {
        var log = await OpenLogAsync();
        var head = await AppendAsync(log, 5);
        var read = await log.ContinueAsync(_room, head with { Offset = 3 }, 10, Ct);
        Assert.Equal((Recovery.Complete, head), (read.Recovery, read.Head));
        Assert.Equal(["m3", "m4", "m5"], Ids(read));
        Assert.Equal(["m5"], Ids(await log.ContinueAsync(_room, head, 10, Ct)));
        Assert.Equal(["m1"], Ids(await log.ContinueAsync(_room, head with { Offset = 0 }, 1, Ct)));
    }

    [Fact]
    public async Task Reader_continues_although_its_last_message_was_trimmed()
    {
        var log = await OpenLogAsync(keptMessages: 10);
        var head = await AppendAsync(log, 12);
        var read = await log.ContinueAsync(_room, head with { Offset = 2 }, 100, Ct);
        Assert.Equal(Recovery.Complete, read.Recovery);
        Assert.Equal(Enumerable.Range(3, 10).Select(offset => (long)offset), Offsets(read));
        Assert.Equal(Recovery.HistoryTooShort, (await log.ContinueAsync(_room, head with { Offset = 1 }, 100, Ct)).Recovery);
    }

    [Fact]
    public async Task Disowning_begins_a_new_epoch_after_the_message_once()
    {
        var log = await OpenLogAsync();
        var before = await AppendAsync(log, 5);
        await log.DisownAsync(_room, before with { Offset = 3 }, Ct);
        var read = await log.ContinueAsync(_room, before, 10, Ct);
        Assert.Equal((Recovery.EpochChanged, 3, 5), (read.Recovery, read.Begin, read.Head.Offset));
        Assert.NotEqual(before.Epoch, read.Head.Epoch);

        await log.DisownAsync(_room, before with { Offset = 3 }, Ct);
        await log.DisownAsync(_room, read.Head, Ct);
        Assert.Equal(read.Head, await log.GetHeadAsync(_room, Ct));
        Assert.Equal(["m3", "m4", "m5"], Ids(await log.ContinueAsync(_room, read.Head with { Offset = read.Begin }, 10, Ct)));
    }
}
