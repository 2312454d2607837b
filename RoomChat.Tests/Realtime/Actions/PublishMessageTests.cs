using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.Realtime.Actions;

/// <summary>Messages from connections go through the broker into the log and over the channel to all instances.</summary>
public sealed class PublishMessageTests(OwnBacking backing) : IClassFixture<OwnBacking>
{
    private readonly string _room = Said.AnyRoom().Value;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Published_message_reaches_every_member_once_with_its_senders_name()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await using var socket = await FrameRecorder.ConnectAsync(first.Address, Ct, new Caller("u1", "Ada"));
        await using var here = await HubRecorder.ConnectAsync(first.HubAddress, new Caller("u2", "Bob"));
        await using var there = await HubRecorder.ConnectAsync(second.HubAddress, new Caller("u3", "Cem"));
        await socket.JoinAsync(_room, Ct);
        await here.JoinAsync(_room);
        await there.JoinAsync(_room);

        await socket.SendAsync($$"""{"action":"publish","content":"by WebSocket","room_id":"{{_room}}","message_id":"{{_room}}-1"}""", Ct);
        var published = await socket.WaitForAsync(frame => FrameRecorder.IsType(frame, "published"), "the answer");
        Assert.Equal($"{_room}-1", FrameRecorder.Text(published, "message_id"));
        await there.WaitForContentAsync("by WebSocket");
        var answer = await there.AskAsync("publish", new { content = "by hub", room_id = _room });
        await there.AskAsync("publish", new { content = "by hub", room_id = _room, message_id = FrameRecorder.Text(answer, "message_id") });
        await here.AskAsync("publish", new { content = "the last", room_id = _room });

        await socket.WaitForContentAsync("the last");
        await here.WaitForContentAsync("the last");
        var last = await there.WaitForContentAsync("the last");
        string[] expected = ["by WebSocket", "by hub", "the last"];
        Assert.Equal(expected, socket.Contents);
        Assert.Equal(expected, here.Contents);
        Assert.Equal(expected, there.Contents);
        Assert.Equal("Bob", FrameRecorder.Text(last.GetProperty("user"), "name"));
    }

    [Fact]
    public async Task Message_to_all_reaches_everyone_and_a_room_is_required()
    {
        await using var instance = await StartAsync();
        await using var ada = await instance.ConnectAsync();
        await using var bob = await HubRecorder.ConnectAsync(instance.HubAddress);
        await Assert.ThrowsAsync<HubException>(() => bob.AskAsync("publish", new { content = "meant for one room" }));
        await ada.SendAsync("""{"action":"publish","content":"meant for one room"}""", Ct);
        Assert.Equal(ErrorCode.BadFrame, FrameRecorder.Text(await WaitForErrorAsync(ada), "code"));
        var answer = await bob.AskAsync("publish", new { content = _room, room_id = "all" });
        Assert.Equal("all", FrameRecorder.Text(answer, "room_id"));
        await ada.WaitForContentAsync(_room);
        Assert.DoesNotContain("meant for one room", ada.Contents);
    }

    [Fact]
    public async Task Key_publishes_for_users_and_the_message_names_the_key()
    {
        await using var instance = await StartAsync();
        var key = new Caller("subscription:billing", "Billing") { MaySpeakForUsers = true };
        await using var socket = await FrameRecorder.ConnectAsync(instance.Address, Ct, key);
        await using var hub = await HubRecorder.ConnectAsync(instance.HubAddress, key);
        await using var other = await FrameRecorder.ConnectAsync(instance.Address, Ct, new Caller("u1", "Bob"));
        await other.JoinAsync(_room, Ct);

        const string User = "\"user_id\":\"ada\",\"user_name\":\"Ada\"";
        await socket.SendAsync($$"""{"action":"publish","content":"by WebSocket","room_id":"{{_room}}",{{User}}}""", Ct);
        var first = await other.WaitForContentAsync("by WebSocket");
        await hub.AskAsync("publish", new { content = "by hub", room_id = _room, user_id = "ada", user_name = "Ada" });
        var second = await other.WaitForContentAsync("by hub");
        foreach (var message in (JsonElement[])[first, second])
        {
            var (user, via) = (FrameRecorder.Text(message.GetProperty("user"), "id"), FrameRecorder.Text(message, "via"));
            Assert.Equal(("ada", "key billing"), (user, via));
        }

        await other.SendAsync($$"""{"action":"publish","content":"not by Bob","room_id":"{{_room}}",{{User}}}""", Ct);
        Assert.Equal(ErrorCode.Forbidden, FrameRecorder.Text(await WaitForErrorAsync(other), "code"));
    }

    [Theory]
    [InlineData("""{"action":"publish"}""", ErrorCode.BadFrame)]
    [InlineData("""{"action":"publish","content":""}""", ErrorCode.BadFrame)]
    [InlineData("""{"action":"publish","content":"bell \u0007"}""", ErrorCode.BadFrame)]
    [InlineData("""{"action":"publish","content":"hi","message_id":"no/slash"}""", ErrorCode.BadFrame)]
    [InlineData("""{"action":"publish","content":"hi","room_id":"no spaces"}""", ErrorCode.InvalidRoom)]
    public async Task Invalid_message_is_refused_with_its_error_code(string frame, string code)
    {
        await using var instance = await StartAsync();
        await using var ada = await instance.ConnectAsync();
        await ada.SendAsync(frame, Ct);
        var error = await WaitForErrorAsync(ada);
        Assert.Equal((code, "publish"), (FrameRecorder.Text(error, "code"), FrameRecorder.Text(error, "action")));
    }

    [Fact]
    public async Task Room_over_its_limit_refuses_with_the_message_id()
    {
        await using var instance = await StartAsync(new() { ["RoomRate:MessagesPerSecond"] = "1", ["RoomRate:Burst"] = "1" });
        await using var ada = await instance.ConnectAsync();
        for (var i = 0; i < 20; i++)
            await ada.SendAsync($$"""{"action":"publish","content":"m{{i}}","room_id":"{{_room}}","message_id":"{{_room}}-{{i}}"}""", Ct);
        var error = await WaitForErrorAsync(ada);
        Assert.Equal((ErrorCode.RateLimited, _room), (FrameRecorder.Text(error, "code"), FrameRecorder.Text(error, "room_id")));
        Assert.StartsWith($"{_room}-", FrameRecorder.Text(error, "message_id"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sender_over_its_share_of_all_is_refused_alone()
    {
        await using var instance = await StartAsync(new()
        {
            ["RoomRate:MessagesPerSecond"] = "1000",
            ["RoomRate:Burst"] = "1000",
            ["RoomRate:SenderShare"] = "1",
            ["RoomRate:MaxWait"] = "00:00:10",
        });
        await using var ada = await FrameRecorder.ConnectAsync(instance.Address, Ct, new Caller("u1", "Ada"));
        await using var bob = await FrameRecorder.ConnectAsync(instance.Address, Ct, new Caller("u2", "Bob"));
        for (var i = 0; i < 100; i++) await ada.SendAsync("""{"action":"publish","content":"m","room_id":"all"}""", Ct);
        var error = await WaitForErrorAsync(ada);
        Assert.Equal((ErrorCode.RateLimited, "all"), (FrameRecorder.Text(error, "code"), FrameRecorder.Text(error, "room_id")));
        Assert.Contains("You send too many messages to room 'all'", FrameRecorder.Text(error, "message"), StringComparison.Ordinal);
        await bob.SendAsync($$"""{"action":"publish","content":"{{_room}}","room_id":"all"}""", Ct);
        await ada.WaitForContentAsync(_room);
    }

    [Fact]
    public async Task Message_refused_without_a_broker_is_delivered_once_when_repeated()
    {
        await using var instance = await StartAsync(
            new() { ["Aspire:Azure:Messaging:ServiceBus:ClientOptions:RetryOptions:MaxRetries"] = "0" });
        await using var ada = await instance.JoinAsync(_room);
        await backing.Broker.KillAsync();
        await ada.SendAsync($$"""{"action":"publish","content":"late","room_id":"{{_room}}"}""", Ct);
        var error = await WaitForErrorAsync(ada);
        Assert.Equal(ErrorCode.Unavailable, FrameRecorder.Text(error, "code"));
        var id = FrameRecorder.Text(error, "message_id");

        await backing.Broker.StartAsync();
        await Eventually.Holds(async () =>
        {
            await ada.SendAsync($$"""{"action":"publish","content":"late","room_id":"{{_room}}","message_id":"{{id}}"}""", Ct);
            return ada.Frames.Any(frame => FrameRecorder.IsType(frame, "published"));
        }, "the broker has taken it");
        await ada.WaitForContentAsync("late");
        await instance.PublishAsync(_room, "marker");
        await ada.WaitForContentAsync("marker");
        Assert.Equal(["before", "late", "marker"], ada.Contents);
    }

    private static Task<JsonElement> WaitForErrorAsync(FrameRecorder recorder) =>
        recorder.WaitForAsync(frame => FrameRecorder.IsType(frame, "error"), "an error");

    private async Task<RealtimeInstance> StartAsync(Dictionary<string, string?>? settings = null)
    {
        var instance = await RealtimeInstance.StartAsync(backing.Broker.ConnectionString, backing.Redis.ConnectionString, settings);
        await instance.BecomesReadyAsync();
        return instance;
    }
}
