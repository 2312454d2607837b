
namespace RoomChat.Tests.Messaging.RoomLog;

// The traces and events on the channel.
public abstract partial class RoomLogContract
{
    [Fact]
    public async Task Announcement_carries_the_trace_of_a_traced_message_only()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var log = await OpenLogAsync();
        var heard = new HeardOnChannel();
        await using var subscription = await Channel.SubscribeAsync(_room, heard, Ct);

        await log.AppendAsync([Said.Message(_room, "m1"), Said.Message(_room, "m2")], [null, Trace], Ct);
        await log.AppendAsync(Said.Message(_room, "m3"), Ct);

        await Eventually.Holds(() => heard.Messages.Count == 3, "three announcements came");
        Assert.Equal([null, Trace, null], heard.Messages.Select(logged => logged.TraceParent));
        Assert.Single(heard.Messages.Select(logged => logged.Position.Epoch).Distinct());
        Assert.All((await log.ReadBeforeAsync(_room, before: null, 10, Ct)).Messages, logged => Assert.Null(logged.TraceParent));
    }

    [Fact]
    public async Task Event_is_heard_among_the_messages_but_not_kept()
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
