using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.FanOut;

public sealed partial class FeedAuditTests
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Audit_delivers_a_message_that_the_channel_lost()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        server.Log.Mute = true;
        await server.SayAsync("general", "lost on the channel");
        Assert.Equal(1, await server.Audit.AuditAllAsync(isThorough: false, Ct));
        await ada.WaitForContentAsync("lost on the channel");
        Assert.Equal(0, await server.Audit.AuditAllAsync(isThorough: false, Ct));
    }

    [Fact]
    public async Task Many_rooms_are_compared_in_one_round_trip()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync();
        for (var i = 0; i < 50; i++) await ada.JoinAsync($"room-{i}", Ct);
        var before = server.Log.HeadReads;
        server.Log.Mute = true;
        await server.SayAsync("room-7", "lost in seven");
        await server.SayAsync("room-33", "lost in thirty-three");
        Assert.Equal(2, await server.Audit.AuditAllAsync(isThorough: false, Ct));
        Assert.Equal(before + 1, server.Log.HeadReads);
        await ada.WaitForContentAsync("lost in seven");
        await ada.WaitForContentAsync("lost in thirty-three");
    }

    [Fact]
    public async Task Unreadable_log_does_not_stop_the_audit_of_other_rooms()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await ada.JoinAsync("dev", Ct);
        server.Log.Unreadable.Add(General);
        server.Log.Mute = true;
        await server.SayAsync("general", "later");
        await server.SayAsync("dev", "now");
        await Assert.ThrowsAsync<IOException>(() => server.Audit.AuditAllAsync(isThorough: true, Ct));
        await ada.WaitForContentAsync("now");
        Assert.DoesNotContain("later", ada.Contents);

        server.Log.Unreadable.Clear();
        Assert.Equal(1, await server.Audit.AuditAllAsync(isThorough: false, Ct));
        await ada.WaitForContentAsync("later");
    }

    [Fact]
    public async Task Restored_channel_starts_an_audit_round_at_once()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        server.Log.Mute = true;
        foreach (var content in new[] { "first", "second" })
        {
            await server.SayAsync("general", content);
            server.Log.Restore();
            await ada.WaitForContentAsync(content);
        }
    }

    [Fact]
    public async Task Lost_log_is_reported_without_a_new_message()
    {
        await using var server = await StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await server.SayAsync("general", "before");
        await ada.WaitForContentAsync("before");
        server.Log.Lose(General);

        Assert.Equal(1, await server.Audit.AuditAllAsync(isThorough: false, Ct));
        var reset = await ada.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_reset"), "the reset is told");
        Assert.Equal(0, reset.GetProperty("offset").GetInt64());
        await server.SayAsync("general", "after");
        Assert.Equal(1, (await ada.WaitForContentAsync("after")).GetProperty("offset").GetInt64());
        Assert.Equal(["before", "after"], ada.Contents);
    }

    [Fact]
    public async Task Rolled_back_log_is_reported_and_continues()
    {
        await using var server = await StartAsync();
        await using var ada = await HearFiveAsync(server);
        server.Log.RollBack(General, 3);

        Assert.Equal(1, await server.Audit.AuditAllAsync(isThorough: false, Ct));
        var reset = await ada.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_reset"), "the reset is told");
        Assert.Equal(3, reset.GetProperty("offset").GetInt64());
        await server.SayAsync("general", "new");
        Assert.Equal(4, (await ada.WaitForContentAsync("new")).GetProperty("offset").GetInt64());
        Assert.Equal(["m1", "m2", "m3", "m4", "m5", "new"], ada.Contents);
    }

    [Fact]
    public async Task Rolled_back_log_is_reported_after_it_has_regrown()
    {
        await using var server = await StartAsync();
        await using var ada = await HearFiveAsync(server);
        server.Log.RollBack(General, 3);
        for (var i = 1; i <= 4; i++) await server.SayAsync("general", $"new {i}");

        await ada.WaitForContentAsync("new 4");
        Assert.Equal(["m1", "m2", "m3", "m4", "m5", "new 1", "new 2", "new 3", "new 4"], ada.Contents);
        var reset = ada.Frames.Single(frame => FrameRecorder.IsType(frame, "room_reset"));
        Assert.Equal(3, reset.GetProperty("offset").GetInt64());
        Assert.NotEqual(FrameRecorder.Text(ada.Frames[0], "epoch"), FrameRecorder.Text(reset, "epoch"));
    }

    [Fact]
    public async Task Regrown_log_is_detected_without_a_known_head()
    {
        await using var server = await StartAsync();
        await using var ada = await HearFiveAsync(server);
        server.Log.RollBack(General, 3, isForgotten: true);
        for (var i = 1; i <= 4; i++) await server.SayAsync("general", $"new {i}");

        await ada.WaitForContentAsync("new 4");
        Assert.Equal(["m1", "m2", "m3", "m4", "m5", "new 1", "new 2", "new 3", "new 4"], ada.Contents);
        Assert.Equal(3, ada.Frames.Single(frame => FrameRecorder.IsType(frame, "room_reset")).GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task Regrown_log_of_equal_length_is_detected_after_Restored()
    {
        await using var server = await StartAsync();
        await using var ada = await HearFiveAsync(server);
        server.Log.Mute = true;
        server.Log.RollBack(General, 3, isForgotten: true);
        for (var i = 1; i <= 2; i++) await server.SayAsync("general", $"new {i}");

        Assert.Equal(0, await server.Audit.AuditAllAsync(isThorough: false, Ct));
        server.Log.Mute = false;
        server.Log.Restore();
        var reset = await ada.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_reset"), "the reset is told");
        Assert.NotEqual(FrameRecorder.Text(ada.Frames[0], "epoch"), FrameRecorder.Text(reset, "epoch"));
        await ada.WaitForContentAsync("new 2");
        await server.SayAsync("general", "after");
        Assert.Equal(6, (await ada.WaitForContentAsync("after")).GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task Repeated_message_causes_no_reset()
    {
        await using var server = await StartAsync();
        await using var ada = await HearFiveAsync(server);
        await server.Log.AppendAsync((await server.Log.ReadBeforeAsync(General, null, 10, Ct)).Messages[2].Message, Ct);
        Assert.Equal(0, await server.Audit.AuditAllAsync(isThorough: true, Ct));
        await server.SayAsync("general", "m6");
        await ada.WaitForContentAsync("m6");
        Assert.Equal(["m1", "m2", "m3", "m4", "m5", "m6"], ada.Contents);
        Assert.DoesNotContain(ada.Frames, frame => FrameRecorder.IsType(frame, "room_reset"));
    }

    [Fact]
    public async Task Moving_feed_is_not_counted_as_behind()
    {
        await using var server = await StartAsync();
        await using var ada = await HearFiveAsync(server);
        server.Log.Mute = true;
        for (var i = 6; i <= 8; i++) await server.SayAsync("general", $"m{i}");
        var late = (await server.Log.ReadSinceAsync(General, server.FeedOf(General).Position!, 10, Ct)).Messages;
        server.Log.BeforeHeads = () => RecordedAudience.Push(server.FeedOf(General), late[0]);

        Assert.Equal(0, await server.Audit.AuditAllAsync(isThorough: false, Ct));
        server.Log.BeforeHeads = null;
        Assert.Equal(1, await server.Audit.AuditAllAsync(isThorough: false, Ct));
        await ada.WaitForContentAsync("m8");
        Assert.Equal(Enumerable.Range(1, 8).Select(i => $"m{i}"), ada.Contents);
    }

    /// <summary>A member of the room who has received m1 to m5.</summary>
    private static async Task<FrameRecorder> HearFiveAsync(RealtimeServer server)
    {
        var member = await server.ConnectAsync();
        await member.JoinAsync("general", Ct);
        for (var i = 1; i <= 5; i++) await server.SayAsync("general", $"m{i}");
        await member.WaitForContentAsync("m5");
        return member;
    }

    /// <summary>A server whose audit runs only when the test calls it.</summary>
    private static Task<RealtimeServer> StartAsync() => RealtimeServer.StartAsync(new() { ["Realtime:FanOut:AuditEvery"] = "00:10:00" });
}
