using RoomChat.Contracts;

namespace RoomChat.Tests.Messaging.RoomLog;

// Reads of recent appends over all rooms.
public abstract partial class RoomLogContract
{
    [Fact]
    public async Task Recent_appends_of_all_rooms_come_in_one_read()
    {
        var log = await OpenLogAsync();
        var other = await OpenLogAsync();
        RoomId[] rooms = [Said.AnyRoom(), Said.AnyRoom()];
        var before = (await log.ReadRecentAppendsAsync(null, Ct)).Last;
        await log.AppendAsync(Said.Message(rooms[0], "m1"), Ct);
        var first = await log.AppendAsync(Said.Message(rooms[0], "m2"), Ct);
        var second = await other.AppendAsync(Said.Message(rooms[1], "m1"), Ct);

        // Always read from the same place: an answer misses digests that are still being written.
        await Eventually.Holds(
            async () =>
            {
                var heads = (await log.ReadRecentAppendsAsync(before, Ct)).Heads;
                return heads.Contains((rooms[0], first)) && heads.Contains((rooms[1], second));
            },
            "both rooms are told");
    }

    [Fact]
    public async Task The_first_answer_about_appends_is_never_complete()
    {
        var log = await OpenLogAsync();
        await AppendAsync(log, 2);
        Assert.False((await log.ReadRecentAppendsAsync(null, Ct)).IsWhole);
    }
}
