
namespace RoomChat.Tests.Messaging.RoomLog;

// Batches get the same results as single appends.
public abstract partial class RoomLogContract
{
    [Fact]
    public async Task Messages_of_a_batch_get_consecutive_offsets()
    {
        var log = await OpenLogAsync();
        var first = await log.AppendAsync(Said.Message(_room, "m1"), Ct);
        var positions = await log.AppendAsync([.. Enumerable.Range(2, 4).Select(number => Said.Message(_room, $"m{number}"))], Ct);
        Assert.Equal(Enumerable.Range(2, 4).Select(offset => first with { Offset = offset }), positions);
        Assert.Equal(["m1", "m2", "m3", "m4", "m5"], Ids(await log.ReadSinceAsync(_room, first with { Offset = 0 }, 10, Ct)));
        Assert.Equal(first with { Offset = 6 }, await log.AppendAsync(Said.Message(_room, "m6"), Ct));
    }

    [Fact]
    public async Task Repeated_message_in_a_batch_keeps_its_offset()
    {
        var log = await OpenLogAsync();
        await AppendAsync(log, 2);
        var positions = await log.AppendAsync([.. new[] { "m2", "new", "m1", "new", "newer" }.Select(id => Said.Message(_room, id))], Ct);
        Assert.Equal([2, 3, 1, 3, 4], positions.Select(position => position.Offset));
        Assert.Equal(["m1", "m2", "new", "newer"], Ids(await log.ReadSinceAsync(_room, positions[0] with { Offset = 0 }, 10, Ct)));
    }

    [Fact]
    public async Task Repeated_batch_changes_nothing()
    {
        var log = await OpenLogAsync();
        var batch = Enumerable.Range(1, 20).Select(number => Said.Message(_room, $"m{number}")).ToList();
        var positions = await log.AppendAsync(batch, Ct);
        Assert.Equal(positions, await log.AppendAsync(batch, Ct));
        Assert.Equal(positions[^1], await log.GetHeadAsync(_room, Ct));
    }

    [Fact]
    public async Task Batch_and_its_repeats_are_announced_in_order()
    {
        var log = await OpenLogAsync();
        var heard = new HeardOnChannel();
        await using var subscription = await Channel.SubscribeAsync(_room, heard, Ct);
        await log.AppendAsync(Said.Message(_room, "m1"), Ct);
        var positions = await log.AppendAsync([.. new[] { "m2", "m1", "m3", "m2" }.Select(id => Said.Message(_room, id))], Ct);

        await Eventually.Holds(() => heard.Messages.Count >= 5, "five announcements came");
        Assert.Equal(["m1", "m2", "m1", "m3", "m2"], heard.Messages.Select(logged => logged.Message.Id));
        Assert.Equal(positions, heard.Messages.Skip(1).Select(logged => logged.Position));
    }

    [Fact]
    public async Task Batch_that_needs_several_calls_is_appended_in_order()
    {
        var log = await OpenLogAsync();
        var large = new string('x', 16 * 1024);
        var batch = Enumerable.Range(1, 700)
            .Select(number => Said.Message(_room, $"m{number}", number % 5 == 0 ? large : "small"))
            .ToList();
        var positions = await log.AppendAsync(batch, Ct);
        Assert.Equal(Enumerable.Range(1, 700).Select(number => (long)number), positions.Select(position => position.Offset));
        var read = await log.ReadSinceAsync(_room, positions[0] with { Offset = 0 }, 1000, Ct);
        Assert.Equal(batch, read.Messages.Select(logged => logged.Message));
    }

    [Fact]
    public async Task Batch_larger_than_the_log_removes_the_oldest_messages()
    {
        var log = await OpenLogAsync(keptMessages: 10);
        await AppendAsync(log, 5);
        var positions = await log.AppendAsync([.. Enumerable.Range(6, 30).Select(number => Said.Message(_room, $"m{number}"))], Ct);
        var kept = await log.ReadBeforeAsync(_room, before: null, 100, Ct);
        Assert.Equal(35, positions[^1].Offset);
        Assert.Equal(Enumerable.Range(26, 10).Select(offset => (long)offset), Offsets(kept));
        Assert.Equal(36, (await log.AppendAsync(Said.Message(_room, "new"), Ct)).Offset);
        Assert.Equal(25, (await log.AppendAsync(Said.Message(_room, "m25"), Ct)).Offset);
        Assert.Equal(27, (await log.AppendAsync(Said.Message(_room, "m27"), Ct)).Offset);
    }

    [Fact]
    public async Task Messages_of_two_rooms_or_none_cannot_be_appended_together()
    {
        var log = await OpenLogAsync();
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => log.AppendAsync([Said.Message(_room, "m1"), Said.Message(Said.AnyRoom(), "m2")], Ct));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => log.AppendAsync([], Ct));
    }
}
