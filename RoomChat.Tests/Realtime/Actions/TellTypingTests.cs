
namespace RoomChat.Tests.Realtime.Actions;

public sealed class TellTypingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Typing_is_heard_by_the_rooms_members_on_every_instance()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var other = await RealtimeServer.StartAsync(sharingWith: server);
        await using var ann = await server.ConnectAsync("Ann");
        await using var bob = await other.ConnectAsync("Bob");
        await using var eve = await server.ConnectAsync("Eve");
        await ann.JoinAsync("general", Ct);
        await bob.JoinAsync("general", Ct);
        await eve.JoinAsync("dev", Ct);
        await ann.SendAsync("""{"action":"typing","room_id":"general","unknown":1}""", Ct);
        var typing = await bob.WaitForAsync(frame => FrameRecorder.IsType(frame, "typing"), "Bob hears that Ann is typing");
        Assert.Equal("""{"type":"typing","room_id":"general","user":{"id":"Ann","name":"Ann"}}""", typing.GetRawText());
        await server.SayAsync("dev", "marker");
        await eve.WaitForContentAsync("marker");
        Assert.DoesNotContain(eve.Frames, frame => FrameRecorder.IsType(frame, "typing"));
    }

    [Fact]
    public async Task Repeated_typing_is_sent_once_per_interval_without_an_answer()
    {
        await using var server = await RealtimeServer.StartAsync(new() { ["Realtime:Presence:TypingEvery"] = "00:01:00" });
        await using var ann = await server.ConnectAsync("Ann");
        await using var bob = await server.ConnectAsync("Bob");
        await ann.JoinAsync("general", Ct);
        await bob.JoinAsync("general", Ct);
        for (var i = 0; i < 10; i++) await ann.SendAsync("""{"action":"typing","room_id":"general"}""", Ct);
        await ann.GetRoomsAsync(Ct);
        await bob.SendAsync("""{"action":"typing","room_id":"general"}""", Ct);
        await bob.WaitForAsync(
            frame => FrameRecorder.IsType(frame, "typing")
                && frame.GetProperty("user").GetProperty("id").GetString() == "Bob",
            "Bob is heard as well");
        Assert.Equal(
            ["Ann", "Bob"],
            bob.Frames.Where(frame => FrameRecorder.IsType(frame, "typing"))
                .Select(frame => frame.GetProperty("user").GetProperty("id").GetString()));
        Assert.DoesNotContain(ann.Frames, frame => FrameRecorder.IsType(frame, "error"));
    }
}
