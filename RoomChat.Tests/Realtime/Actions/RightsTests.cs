using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.ServiceDefaults.Permissions;

namespace RoomChat.Tests.Realtime.Actions;

/// <summary>The table of rights, tested over WebSocket and hub: every action with every set of rights.</summary>
public sealed class RightsTests : IAsyncLifetime
{
    private const string Allowed = "allowed";
    private const string Room = "team-1";

    private static readonly string[] Actions = ["join", "history", "presence", "typing"];

    private RealtimeServer? _server;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RealtimeServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        _server = await RealtimeServer.StartAsync();
        await _server.SayAsync(Room, "before");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    [Fact]
    public async Task WebSocket_allows_exactly_the_actions_of_the_rights()
    {
        foreach (var rights in AnyRights.Sets)
        {
            await using var client = await FrameRecorder.ConnectAsync(Server.Address, Ct, CallerWith(rights));
            foreach (var action in Actions) await client.SendAsync(FrameOf(action), Ct);
            await client.SendAsync("""{"action":"ping"}""", Ct);
            await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "pong"), "pong");
            var refused = client.Frames.Where(frame => FrameRecorder.IsType(frame, "error"))
                .ToDictionary(
                    frame => FrameRecorder.Text(frame, "action")!, frame => FrameRecorder.Text(frame, "code")!, StringComparer.Ordinal);
            Assert.All(Actions, action => Assert.Equal(
                (rights, action, Expected(action, rights)), (rights, action, refused.GetValueOrDefault(action, Allowed))));
        }
    }

    [Fact]
    public async Task Hub_allows_exactly_the_actions_of_the_rights()
    {
        foreach (var rights in AnyRights.Sets)
        {
            await using var client = await HubRecorder.ConnectAsync(Server.HubAddress, CallerWith(rights));
            foreach (var action in Actions)
                Assert.Equal((rights, action, Expected(action, rights)), (rights, action, await AskAsync(client, action)));
        }
    }

    [Fact]
    public async Task Join_replays_the_log_only_with_the_right_to_history()
    {
        foreach (var (rights, recovered) in new[] { (RoomRights.Join, false), (RoomRights.Join | RoomRights.History, true) })
        {
            await using var client = await FrameRecorder.ConnectAsync(Server.Address, Ct, CallerWith(rights));
            await client.SendAsync($$"""{"action":"join","room_id":"{{Room}}","since":0}""", Ct);
            var joined = await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_joined"), "joined");
            Assert.Equal(recovered, joined.GetProperty("recovered").GetBoolean());
            await Server.SayAsync(Room, "after");
            await client.WaitForContentAsync("after");
            Assert.Equal(recovered, client.Contents.Contains("before", StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Resume_replays_messages_to_all_only_with_history_right()
    {
        await Server.SayAsync("all", "to all before");
        await using var client = await FrameRecorder.ConnectAsync(Server.Address, Ct, CallerWith(RoomRights.All));
        await client.SendAsync("""{"action":"resume","since":0}""", Ct);
        var resumed = await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "resumed"), "resumed");
        Assert.False(resumed.GetProperty("recovered").GetBoolean());
        await Server.SayAsync("all", "to all after");
        await client.WaitForContentAsync("to all after");
        Assert.DoesNotContain("to all before", client.Contents);
    }

    [Fact]
    public async Task Counts_list_only_rooms_that_the_caller_may_see()
    {
        await using var other = await Server.ConnectAsync("bob");
        await other.JoinAsync(Room, Ct);
        await other.JoinAsync("secret", Ct);
        foreach (var rights in AnyRights.Sets)
        {
            await using var client = await FrameRecorder.ConnectAsync(Server.Address, Ct, CallerWith(rights));
            var rooms = (await client.GetRoomsAsync(Ct)).EnumerateObject().Select(room => room.Name);
            string[] expected = (rights & (RoomRights.Join | RoomRights.Presence)) == RoomRights.None ? [] : [Room];
            Assert.Equal(expected, rooms);
        }
    }

    /// <summary>The texts differ only in the room's name, so they do not reveal whether it exists.</summary>
    [Fact]
    public async Task Refusal_is_the_same_for_existing_and_absent_rooms()
    {
        await using var other = await Server.ConnectAsync("bob");
        await other.JoinAsync("secret", Ct);
        await using var client = await FrameRecorder.ConnectAsync(Server.Address, Ct, CallerWith(RoomRights.All));
        foreach (var action in Actions)
        {
            var (there, missing) = (await RefusalAsync(client, action, "secret"), await RefusalAsync(client, action, "absent"));
            Assert.Equal(there.Replace("secret", "absent", StringComparison.Ordinal), missing);
        }
    }

    private static Caller CallerWith(RoomRights rights) => new($"ada-{(int)rights}", "Ada") { Grants = AnyRights.In("team-*", rights) };

    private static string FrameOf(string action) => $$"""{"action":"{{action}}","room_id":"{{Room}}"}""";

    private static string Expected(string action, RoomRights rights)
    {
        var needed = action switch
        {
            "join" => RoomRights.Join,
            "history" => RoomRights.History,
            "presence" => RoomRights.Presence,
            _ => RoomRights.Publish,
        };
        return !rights.HasFlag(needed) ? "forbidden" : !rights.HasFlag(RoomRights.Join) ? "not_joined" : Allowed;
    }

    private static async Task<string> AskAsync(HubRecorder client, string action)
    {
        try
        {
            await client.Connection.InvokeAsync<JsonElement?>("act", JsonSerializer.Deserialize<JsonElement>(FrameOf(action)), Ct);
            return Allowed;
        }
        catch (HubException refused)
        {
            return refused.Message.Contains("forbidden: ", StringComparison.Ordinal) ? "forbidden"
                : refused.Message.Contains("not_joined: ", StringComparison.Ordinal) ? "not_joined" : refused.Message;
        }
    }

    private static async Task<string> RefusalAsync(FrameRecorder client, string action, string room)
    {
        await client.SendAsync($$"""{"action":"{{action}}","room_id":"{{room}}"}""", Ct);
        var error = await client.WaitForAsync(
            frame => FrameRecorder.Text(frame, "action") == action
                && FrameRecorder.Text(frame, "room_id") == room, $"an error about {action} of {room}");
        return error.GetRawText();
    }
}
