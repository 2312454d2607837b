namespace RoomChat.Tests.Messaging.RoomLog;

// The deletion of a room's log.
public abstract partial class RoomLogContract
{
    [Fact]
    public async Task Forgotten_room_keeps_nothing_and_begins_anew()
    {
        var log = await OpenLogAsync();
        var before = (await log.AppendAsync([By("ann", "m1"), By("ann", "m2")], Ct))[1];
        await log.ForgetAsync(_room, Ct);
        Assert.Empty((await log.ReadBeforeAsync(_room, before: null, 10, Ct)).Messages);
        var after = await log.AppendAsync(By("ann", "m1"), Ct);
        Assert.NotEqual(before.Epoch, after.Epoch);
        Assert.Single((await log.ReadBeforeAsync(_room, before: null, 10, Ct)).Messages);
    }
}
