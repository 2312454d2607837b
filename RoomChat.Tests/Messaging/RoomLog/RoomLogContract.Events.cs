
namespace RoomChat.Tests.Messaging.RoomLog;

// What the channel carries beside the messages.
public abstract partial class RoomLogContract
{
    [Fact]
    public async Task An_event_is_heard_among_the_messages_and_is_not_kept()
    {
        var log = await OpenLogAsync();
        var heard = new HeardOnChannel();
        var channel = Channel;
        await using var subscription = await channel.SubscribeAsync(_room, heard, Ct);
        await channel.PublishEventAsync(_room, """{"type":"typing"}"""u8.ToArray(), Ct);
        await log.AppendAsync(Said.Message(_room, "m1"), Ct);

        await Eventually.Holds(() => !heard.Messages.IsEmpty && !heard.Events.IsEmpty, "both came");
        Assert.Equal(["""{"type":"typing"}"""], heard.Events);
        Assert.Equal(1, (await log.GetHeadAsync(_room, Ct)).Offset);
    }
}
