using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using RoomChat.Contracts;
using RoomChat.Rooms.Created;
using RoomChat.Rooms.Members;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.Rooms;
using static RoomChat.Tests.Rooms.RoomsHost;

namespace RoomChat.Tests.Realtime.Actions;

/// <summary>
/// Rooms that users created, over WebSocket and hub of two instances. The instances get no announcements: each finds the changes by
/// itself, as when announcements are lost.
/// </summary>
public sealed class CreatedRoomsTests : IAsyncLifetime
{
    private static readonly string[] Actions = ["join", "history", "presence", "typing"];

    private readonly RoomsFile _file = new();
    private RoomsHost? _api;
    private RealtimeServer? _first;
    private RealtimeServer? _second;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private RoomsHost Api => _api!;

    private RealtimeServer First => _first!;

    private RealtimeServer Second => _second!;

    public async ValueTask InitializeAsync()
    {
        _api = await _file.StartAsync();
        _first = await StartAsync();
        _second = await StartAsync(sharingWith: _first);
    }

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
        await Api.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    public async Task Outsider_gets_the_same_refusals_as_for_an_absent_room()
    {
        var (roomId, absent) = (await CreateAsync(), RoomId.NewPrivate());
        await using var ada = await JoinAsync(First, Ada, roomId);
        await using var eve = await ConnectAsync(Second, Eve);
        foreach (var action in Actions)
        {
            var (there, missing) = (await RefusalAsync(eve, action, roomId), await RefusalAsync(eve, action, absent));
            Assert.Contains("\"forbidden\"", there, StringComparison.Ordinal);
            Assert.Equal(there.Replace($"{roomId}", $"{absent}", StringComparison.Ordinal), missing);
        }
        Assert.False((await eve.GetRoomsAsync(Ct)).TryGetProperty(roomId.Value, out _));
        Assert.True((await ada.GetRoomsAsync(Ct)).TryGetProperty(roomId.Value, out _));
    }

    [Fact]
    public async Task Outsider_is_refused_at_the_hub_too()
    {
        var roomId = await CreateAsync();
        await using var eve = await HubRecorder.ConnectAsync(First.HubAddress, Eve);
        foreach (var action in Actions)
        {
            var frame = JsonSerializer.SerializeToElement(new { action, room_id = roomId.Value });
            var refused = await Assert.ThrowsAsync<HubException>(
                () => Microsoft.AspNetCore.SignalR.Client.HubConnectionExtensions.InvokeAsync<JsonElement?>(
                    eve.Connection, "act", frame, Ct));
            Assert.Contains("forbidden: ", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Banned_user_is_removed_everywhere_and_cannot_join_again()
    {
        var roomId = await CreateAsync(RoomVisibility.Public);
        await using var ada = await JoinAsync(First, Ada, roomId);
        await using var tab = await JoinAsync(First, Eve, roomId);
        await using var other = await JoinAsync(Second, Eve, roomId);
        await using var hub = await HubRecorder.ConnectAsync(Second.HubAddress, Eve);
        await hub.JoinAsync(roomId.Value);

        Assert.True((await Api.ActAsync(Ada, roomId, ModerationAct.Ban, Eve)).IsDone);

        foreach (var left in (JsonElement[])
            [await LeftAsync(tab, roomId), await LeftAsync(other, roomId), await hub.WaitForAsync("room_left")])
        {
            Assert.Equal("banned", FrameRecorder.Text(left, "reason"));
            Assert.Contains("spam", FrameRecorder.Text(left, "message"), StringComparison.Ordinal);
        }
        await First.SayAsync(roomId.Value, "after");
        await ada.WaitForContentAsync("after");
        await using var again = await ConnectAsync(Second, Eve);
        Assert.Contains("banned", await RefusalAsync(again, "join", roomId), StringComparison.Ordinal);
        await Assert.ThrowsAsync<HubException>(() => hub.JoinAsync(roomId.Value));
        Assert.All((FrameRecorder[])[tab, other, again], client => Assert.Empty(client.Contents));
        Assert.Empty(hub.Contents);
        await Eventually.Holds(
            async () => (await ada.GetRoomsAsync(Ct)).GetProperty(roomId.Value).GetInt32() == 1, "one member is counted");
    }

    [Fact]
    public async Task Kicked_user_may_rejoin_a_public_room_only()
    {
        foreach (var visibility in Enum.GetValues<RoomVisibility>())
        {
            var roomId = await CreateAsync(visibility);
            await Api.AddAsync(roomId, Bob, RoomRoles.Member);
            await BothKnowAsync(roomId, Bob);
            await using var bob = await JoinAsync(First, Bob, roomId);
            Assert.True((await Api.ActAsync(Ada, roomId, ModerationAct.Kick, Bob)).IsDone);
            Assert.Equal("kicked", FrameRecorder.Text(await LeftAsync(bob, roomId), "reason"));
            await using var again = await ConnectAsync(First, Bob);
            if (visibility == RoomVisibility.Public) await again.JoinAsync(roomId.Value, Ct);
            else await RefusalAsync(again, "join", roomId);
        }
    }

    [Fact]
    public async Task Clients_of_the_room_hear_its_changes()
    {
        var roomId = await CreateAsync();
        await Api.AddAsync(roomId, Bob, RoomRoles.Member);
        await BothKnowAsync(roomId, Bob);
        await using var bob = await JoinAsync(Second, Bob, roomId);
        await using var hub = await HubRecorder.ConnectAsync(First.HubAddress, Ada);
        await hub.JoinAsync(roomId.Value);

        await Api.Rooms.ChangeAsync(Ada, roomId, null, new RoomPatch { Topic = "Plans", SlowModeSeconds = 3 }, Ct);
        var updated = await bob.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_updated"), "updated");
        Assert.Equal(("Plans", 3, "private"), (
            FrameRecorder.Text(updated, "topic"), updated.GetProperty("slow_mode").GetInt32(), FrameRecorder.Text(updated, "visibility")));

        await Api.Members.SetAsync(Ada, roomId, Bob.User, RoomRoles.Moderator, Ct);
        var changed = await hub.WaitForAsync("member_changed");
        Assert.Equal(("role_set", "moderator", "bob"), (
            FrameRecorder.Text(changed, "change"), FrameRecorder.Text(changed, "role"),
            FrameRecorder.Text(changed.GetProperty("user"), "id")));

        await Api.Rooms.DeleteAsync(Ada, roomId, Ct);
        await bob.WaitForAsync(frame => FrameRecorder.IsType(frame, "room_deleted"), "deleted");
        Assert.Equal("deleted", FrameRecorder.Text(await LeftAsync(bob, roomId), "reason"));
        await hub.WaitForAsync("room_deleted");
        await RefusalAsync(bob, "join", roomId);
    }

    [Fact]
    public async Task Reader_and_muted_member_read_and_do_not_type()
    {
        var roomId = await CreateAsync();
        await Api.AddAsync(roomId, Bob, RoomRoles.Reader);
        await Api.AddAsync(roomId, Eve, RoomRoles.Member);
        await Api.ActAsync(Ada, roomId, ModerationAct.Mute, Eve);
        await BothKnowAsync(roomId, Eve);
        foreach (var user in (Caller[])[Bob, Eve])
        {
            await using var client = await JoinAsync(First, user, roomId);
            Assert.Contains("forbidden", await RefusalAsync(client, "typing", roomId), StringComparison.Ordinal);
            await First.SayAsync(roomId.Value, $"to {user.Name}");
            await client.WaitForContentAsync($"to {user.Name}");
        }
    }

    [Fact]
    public async Task Without_ad_hoc_rooms_only_created_rooms_are_joined()
    {
        await using var strict = await RealtimeServer.StartAsync(
            new Dictionary<string, string?> { [RoomsFile.Setting] = _file.Path, ["Rooms:AdHoc"] = "false" });
        var roomId = await CreateAsync(RoomVisibility.Public);
        await Eventually.Holds(() => strict.Part<RoomPolicy>().Allows(Eve, RoomAction.Join, roomId), "the room is known");
        await using var eve = await JoinAsync(strict, Eve, roomId);
        Assert.Contains("forbidden", await RefusalAsync(eve, "join", RoomId.Parse("general", null)), StringComparison.Ordinal);
    }

    private Task<RealtimeServer> StartAsync(RealtimeServer? sharingWith = null) =>
        RealtimeServer.StartAsync(new Dictionary<string, string?> { [RoomsFile.Setting] = _file.Path }, sharingWith);

    /// <summary>Creates a room and waits until both instances have its rules.</summary>
    private async Task<RoomId> CreateAsync(RoomVisibility visibility = RoomVisibility.Private)
    {
        var roomId = await Api.CreateAsync(visibility);
        await BothKnowAsync(roomId, Ada);
        return roomId;
    }

    private Task BothKnowAsync(RoomId roomId, Caller member) => Eventually.Holds(
        () => new[] { First, Second }.All(server => server.Part<IRoomRules>().Find(roomId)?.Standings.ContainsKey(member.Id) == true),
        "both instances know it");

    private static Task<FrameRecorder> ConnectAsync(RealtimeServer server, Caller caller) =>
        FrameRecorder.ConnectAsync(server.Address, Ct, caller);

    private static async Task<FrameRecorder> JoinAsync(RealtimeServer server, Caller caller, RoomId roomId)
    {
        var client = await ConnectAsync(server, caller);
        await client.JoinAsync(roomId.Value, Ct);
        return client;
    }

    private static Task<JsonElement> LeftAsync(FrameRecorder client, RoomId roomId) => client.WaitForAsync(
        frame => FrameRecorder.IsType(frame, "room_left") && FrameRecorder.Text(frame, "room_id") == roomId.Value, "room_left came");

    private static async Task<string> RefusalAsync(FrameRecorder client, string action, RoomId room)
    {
        await client.SendAsync($$"""{"action":"{{action}}","room_id":"{{room}}"}""", Ct);
        var error = await client.WaitForAsync(
            frame => FrameRecorder.Text(frame, "action") == action && FrameRecorder.Text(frame, "room_id") == room.Value,
            $"an error about {action} of {room}");
        return error.GetRawText();
    }
}
