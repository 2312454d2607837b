using RoomChat.Contracts;

namespace RoomChat.Tests.Realtime.Transports;

public sealed class WebSocketEndpointsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_reaches_only_the_members_of_its_room()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var general = await server.ConnectAsync();
        await using var dev = await server.ConnectAsync();
        await general.JoinAsync("general", Ct);
        await dev.JoinAsync("dev", Ct);
        await server.SayAsync("general", "hello");
        await server.SayAsync("dev", "marker");
        await general.WaitForContentAsync("hello");
        await dev.WaitForContentAsync("marker");
        Assert.Equal(["marker"], dev.Contents);
        Assert.Equal(["hello"], general.Contents);
    }

    [Fact]
    public async Task First_frame_after_a_join_is_its_answer()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        Assert.Equal("Successfully joined room 'general'", FrameRecorder.Text(ada.Frames[0], "message"));
    }

    [Fact]
    public async Task Messages_to_all_are_heard_without_a_join()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync("""{"action":"resume"}""", Ct);
        await ada.WaitForAsync(frame => FrameRecorder.IsType(frame, "resumed"), "resumed");
        await server.SayAsync("all", "to everyone");
        await ada.WaitForContentAsync("to everyone");
        Assert.Equal(["resumed", "message"], ada.Frames.Select(frame => FrameRecorder.Text(frame, "type")));
    }

    [Fact]
    public async Task Resume_of_all_replays_the_missed_messages()
    {
        await using var server = await RealtimeServer.StartAsync();
        for (var i = 1; i <= 3; i++) await server.SayAsync("all", $"m{i}");
        await using var ada = await server.ConnectAsync();
        await ada.SendAsync("""{"action":"resume","since":1}""", Ct);
        await ada.WaitForContentAsync("m3");
        Assert.Equal(["m2", "m3"], ada.Contents);
        Assert.Equal(3, ada.Frames[0].GetProperty("offset").GetInt64());
        Assert.True(ada.Frames[0].GetProperty("recovered").GetBoolean());
    }

    [Fact]
    public async Task Nothing_comes_from_a_room_after_it_was_left()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await ada.JoinAsync("dev", Ct);
        await ada.LeaveAsync("general", Ct);
        await server.SayAsync("general", "unheard");
        await server.SayAsync("dev", "marker");
        await ada.WaitForContentAsync("marker");
        Assert.Equal(["marker"], ada.Contents);
    }

    [Fact]
    public async Task Counts_of_all_instances_follow_joins_and_leaves_at_once()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var other = await RealtimeServer.StartAsync(sharingWith: server);
        await using var ada = await server.ConnectAsync();
        await using var bob = await other.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await bob.JoinAsync("general", Ct);
        await bob.JoinAsync("dev", Ct);
        Assert.Equal("""{"general":2,"dev":1}""", (await ada.GetRoomsAsync(Ct)).GetRawText());
        await bob.LeaveAsync("general", Ct);
        Assert.Equal("""{"general":1,"dev":1}""", (await bob.GetRoomsAsync(Ct)).GetRawText());
    }

    [Fact]
    public async Task Broken_connection_leaves_the_counts()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        var bob = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await bob.JoinAsync("general", Ct);
        await bob.DisposeAsync();
        await Eventually.Holds(async () => (await ada.GetRoomsAsync(Ct)).GetProperty("general").GetInt32() == 1, "only Ada is counted");
    }

    [Fact]
    public async Task Rejoin_with_a_position_replays_the_missed_messages_in_order()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        var joined = await ada.JoinAsync("general", Ct);
        var epoch = FrameRecorder.Text(joined, "epoch");
        for (var i = 1; i <= 5; i++) await server.SayAsync("general", $"m{i}");
        await using var again = await server.ConnectAsync();
        await again.SendAsync($$"""{"action":"join","room_id":"general","since":2,"epoch":"{{epoch}}"}""", Ct);
        await again.WaitForContentAsync("m5");
        Assert.Equal(["m3", "m4", "m5"], again.Contents);
        Assert.True(again.Frames[0].GetProperty("recovered").GetBoolean());
        Assert.Equal(5, again.Frames[0].GetProperty("offset").GetInt64());
    }

    [Fact]
    public async Task Second_join_is_answered_without_duplicate_messages()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await ada.SendAsync("""{"action":"join","room_id":"general"}""", Ct);
        await Eventually.Holds(() => ada.Frames.Count == 2, "the second join is answered");
        await server.SayAsync("general", "once");
        await server.SayAsync("general", "marker");
        await ada.WaitForContentAsync("marker");
        Assert.Equal(["once", "marker"], ada.Contents);
        Assert.Equal("""{"general":1}""", (await ada.GetRoomsAsync(Ct)).GetRawText());
    }

    [Fact]
    public async Task Stopping_instance_asks_its_connections_to_reconnect()
    {
        await using var server = await RealtimeServer.StartAsync();
        await using var ada = await server.ConnectAsync();
        await ada.JoinAsync("general", Ct);
        await server.StopAsync();
        await Eventually.Holds(() => ada.HasEnded, "the connection is closed");
        Assert.Equal(CloseCode.ShuttingDown.Code, (int?)ada.CloseStatus);
        Assert.Empty(await server.Counts.ReadAsync(Ct));
    }
}
