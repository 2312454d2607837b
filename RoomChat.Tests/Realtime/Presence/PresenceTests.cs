using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomMembers;

namespace RoomChat.Tests.Realtime.Presence;

/// <summary>Presence as clients see it, over two instances.</summary>
public sealed class PresenceTests : IAsyncLifetime
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private RealtimeServer _server = null!;
    private RealtimeServer _other = null!;
    private FrameRecorder _ann = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RealtimeServer.StartAsync();
        _other = await RealtimeServer.StartAsync(sharingWith: _server);
        _ann = await _server.ConnectAsync("Ann");
        await _ann.JoinAsync("general", Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _ann.DisposeAsync();
        await _other.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task User_with_several_connections_is_listed_once_in_join_order()
    {
        await using var bob = await _other.ConnectAsync("Bob");
        await using var ann2 = await _other.ConnectAsync("Ann");
        await using var ann3 = await _server.ConnectAsync("Ann");
        foreach (var client in (FrameRecorder[])[bob, ann2, ann3]) await client.JoinAsync("general", Ct);
        var presence = await AskAsync(bob);
        Assert.Equal(["Ann", "Bob"], Members(presence));
        Assert.Equal(2, presence.GetProperty("count").GetInt32());
        Assert.Equal("general", FrameRecorder.Text(presence, "room_id"));
        Assert.InRange(
            presence.GetProperty("members")[0].GetProperty("since").GetDateTimeOffset(),
            DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.MaxValue);
    }

    [Fact]
    public async Task Members_hear_joins_and_leaves_of_another_instance()
    {
        await using var bob = await _other.ConnectAsync("Bob");
        await bob.JoinAsync("general", Ct);
        var came = await ChangeAsync(frame => Names(frame, "joined").Contains("Bob"));
        Assert.Equal((2, 0), (came.GetProperty("count").GetInt32(), came.GetProperty("left").GetArrayLength()));
        await bob.LeaveAsync("general", Ct);
        var went = await ChangeAsync(frame => Names(frame, "left").Contains("Bob"));
        Assert.Equal((1, 0), (went.GetProperty("count").GetInt32(), went.GetProperty("joined").GetArrayLength()));
        Assert.Equal(["Ann"], Members(await AskAsync(_ann)));
    }

    [Fact]
    public async Task First_frame_after_a_join_is_its_answer()
    {
        for (var i = 0; i < 5; i++)
        {
            await using var bob = await _server.ConnectAsync($"Bob-{i}");
            await bob.JoinAsync("general", Ct);
            Assert.Equal("room_joined", FrameRecorder.Text(bob.Frames[0], "type"));
        }
    }

    [Fact]
    public async Task Second_connection_of_a_user_is_not_announced()
    {
        foreach (var instance in (RealtimeServer[])[_server, _other])
        {
            await using var again = await instance.ConnectAsync("Ann");
            await again.JoinAsync("general", Ct);
            await again.LeaveAsync("general", Ct);
        }
        await using var bob = await _other.ConnectAsync("Bob");
        await bob.JoinAsync("general", Ct);
        await ChangeAsync(frame => Names(frame, "joined").Contains("Bob"));
        Assert.DoesNotContain("Ann", _ann.Frames.SelectMany(frame => Names(frame, "left")));
        // The first connection may be announced.
        Assert.InRange(_ann.Frames.SelectMany(frame => Names(frame, "joined")).Count(name => name == "Ann"), 0, 1);
    }

    [Fact]
    public async Task Closed_connection_leaves_at_once()
    {
        await using var bob = await _other.ConnectAsync("Bob");
        await bob.JoinAsync("general", Ct);
        await bob.CloseAsync(Ct);
        await ChangeAsync(frame => Names(frame, "left").Contains("Bob"));
    }

    [Fact]
    public async Task User_who_reconnects_in_time_never_left()
    {
        await using var slow = await RealtimeServer.StartAsync(new() { ["Realtime:Presence:Linger"] = "00:00:10" }, sharingWith: _server);
        var bob = await slow.ConnectAsync("Bob");
        await bob.JoinAsync("general", Ct);
        await ChangeAsync(frame => Names(frame, "joined").Contains("Bob"));
        await bob.DisposeAsync();
        await Eventually.Holds(() => slow.Connections.Count == 0, "the connection is gone");
        await using var back = await _other.ConnectAsync("Bob");
        await back.JoinAsync("general", Ct);
        await using var eve = await _other.ConnectAsync("Eve");
        await eve.JoinAsync("general", Ct);
        await ChangeAsync(frame => Names(frame, "joined").Contains("Eve"));
        Assert.Equal(["Bob", "Eve"], _ann.Frames.SelectMany(frame => Names(frame, "joined")).Where(name => name != "Ann"));
        Assert.Empty(_ann.Frames.SelectMany(frame => Names(frame, "left")));
    }

    [Fact]
    public async Task User_who_stays_disconnected_leaves_a_moment_later()
    {
        var bob = await _other.ConnectAsync("Bob");
        await bob.JoinAsync("general", Ct);
        await bob.DisposeAsync();
        await ChangeAsync(frame => Names(frame, "left").Contains("Bob"));
    }

    [Fact]
    public async Task Members_of_a_dead_instance_vanish_and_others_are_told()
    {
        await _server.Counts.SetAsync("dead", new Dictionary<RoomId, int> { [General] = 1 }, Ct);
        await EnterAsync("dead", "Bob");
        await _server.MembersAudit.AuditOnceAsync(Ct);
        Assert.Equal(["Ann", "Bob"], Members(await AskAsync(_ann)).Order());
        await _server.Counts.RemoveAsync("dead", Ct);
        await _server.MembersAudit.AuditOnceAsync(Ct);
        Assert.Equal(["Ann"], Members(await AskAsync(_ann)));
        await ChangeAsync(frame => Names(frame, "left").Contains("Bob") && frame.GetProperty("count").GetInt32() == 1);
    }

    [Fact]
    public async Task Members_of_an_instance_dead_before_the_start_vanish_too()
    {
        await EnterAsync("long dead", "Bob");
        await _server.MembersAudit.AuditOnceAsync(Ct);
        Assert.Equal(["Ann"], Members(await AskAsync(_ann)));
    }

    [Fact]
    public async Task Members_return_after_Redis_lost_its_data()
    {
        await using var bob = await _other.ConnectAsync("Bob");
        await bob.JoinAsync("general", Ct);
        _server.Counts.LoseEverything();
        _server.Members.LoseEverything();
        await Eventually.Holds(async () => Members(await AskAsync(_ann)).Order().SequenceEqual(["Ann", "Bob"]), "both are members again");
    }

    [Fact]
    public async Task Members_lost_by_redis_are_written_again_despite_kept_counts()
    {
        _server.Members.LoseEverything();
        await EnterAsync(_server.InstanceId, "Ghost");
        await _server.MembersAudit.AuditOnceAsync(Ct);
        await Eventually.Holds(
            async () => Members(await AskAsync(_ann)).SequenceEqual(["Ann"]),
            "Ann is a member again and the ghost is none");
    }

    [Fact]
    public async Task Only_the_first_500_members_are_listed_but_all_counted()
    {
        await _server.Counts.SetAsync("crowded", new Dictionary<RoomId, int> { [General] = 600 }, Ct);
        await _server.Members.SetAsync(
            General, "crowded",
            [
                .. Enumerable.Range(1, 600).Select(
                    i => new MemberShare(new ChatUser($"u{i}", $"User {i}"), DateTimeOffset.UnixEpoch.AddSeconds(i)))
            ],
            Ct);
        var presence = await AskAsync(_ann);
        Assert.Equal(Enumerable.Range(1, 500).Select(i => $"u{i}"), Members(presence));
        Assert.Equal(601, presence.GetProperty("count").GetInt32());
    }

    private async Task EnterAsync(string instance, string name) =>
        await _server.Members.SetAsync(General, instance, [new(new ChatUser(name, name), DateTimeOffset.UnixEpoch)], Ct);

    private Task<JsonElement> ChangeAsync(Func<JsonElement, bool> wanted) =>
        _ann.WaitForAsync(frame => FrameRecorder.IsType(frame, "presence_changed") && wanted(frame), "Ann hears of the change");

    private static async Task<JsonElement> AskAsync(FrameRecorder client)
    {
        var seen = client.Frames.Count;
        await client.SendAsync("""{"action":"presence","room_id":"general"}""", Ct);
        await Eventually.Holds(() => client.Frames.Skip(seen).Any(frame => FrameRecorder.IsType(frame, "presence")), "the presence came");
        return client.Frames.Last(frame => FrameRecorder.IsType(frame, "presence"));
    }

    private static IEnumerable<string> Members(JsonElement presence) =>
        presence.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("user").GetProperty("id").GetString()!);

    private static IEnumerable<string> Names(JsonElement frame, string list) => frame.TryGetProperty(list, out var users)
        ? users.EnumerateArray()
            .Select(user => (user.TryGetProperty("user", out var inner) ? inner : user).GetProperty("name").GetString()!)
        : [];
}
