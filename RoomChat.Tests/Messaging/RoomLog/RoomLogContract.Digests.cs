using RoomChat.Contracts;

namespace RoomChat.Tests.Messaging.RoomLog;

// What a reader learns about the rooms that were appended to.
public abstract partial class RoomLogContract
{
    [Fact]
    public async Task What_was_appended_lately_comes_for_all_rooms_at_once()
    {
        var log = await OpenLogAsync();
        var other = await OpenLogAsync();
        RoomId[] rooms = [Said.AnyRoom(), Said.AnyRoom()];
        var before = (await log.ReadRecentAppendsAsync(null, Ct)).Last;
        await log.AppendAsync(Said.Message(rooms[0], "m1"), Ct);
        var first = await log.AppendAsync(Said.Message(rooms[0], "m2"), Ct);
        var second = await other.AppendAsync(Said.Message(rooms[1], "m1"), Ct);

        // Each time from the same place: what is on its way when the answer is given is missing from it.
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
