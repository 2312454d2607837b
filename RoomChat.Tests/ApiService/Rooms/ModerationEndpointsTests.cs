using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.Rooms;

namespace RoomChat.Tests.ApiService.Rooms;

/// <summary>Members, invitations and moderation by HTTP, and their effect on publishing.</summary>
[Collection(SharedEmulator.Name)]
public sealed class ModerationEndpointsTests(RedisFixture redis, RoomsEmulator emulator) : RoomsApiTest(redis, emulator)
{
    private static readonly Caller Key = new("subscription:tests", "Tests") { MaySpeakForUsers = true };

    [Fact]
    public async Task Banned_user_cannot_publish_or_read_not_even_by_key()
    {
        var room = await CreateAsync("public");
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Eve, room));
        await ActAsync(room, "ban", "eve");
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(Eve, room));
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(Key, room, "&user_id=eve&user_name=Eve"));
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Key, room, "&user_id=bob&user_name=Bob"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Eve, "GET", $"/rooms/{room}/messages"));
        await ActAsync(room, "unban", "eve");
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Eve, room));
    }

    [Fact]
    public async Task Key_publishes_to_a_private_room_only_for_a_member()
    {
        var room = await CreateAsync();
        await AskAsync(Ada, "PUT", $"/rooms/{room}/members/bob", new { role = "member", name = "Bob" });
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Key, room, "&user_id=bob&user_name=Bob"));
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(Key, room, "&user_id=eve&user_name=Eve"));
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(Key, room));
    }

    [Fact]
    public async Task Muted_users_readers_and_non_moderators_cannot_publish_where_forbidden()
    {
        var room = await CreateAsync("public");
        await ActAsync(room, "mute", "eve");
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(Eve, room));
        await ActAsync(room, "unmute", "eve");
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Eve, room));
        await AskAsync(Ada, "PUT", $"/rooms/{room}/members/bob", new { role = "reader" });
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(Bob, room));
        using var changed = await SendAsync(Ada, "PATCH", $"/rooms/{room}", new { publishers = "moderators" }, "*");
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(Eve, room));
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Ada, room));
    }

    [Fact]
    public async Task Slow_mode_delays_users_but_not_retries_or_moderators()
    {
        var room = await CreateAsync("public");
        using var changed = await SendAsync(Ada, "PATCH", $"/rooms/{room}", new { slow_mode = 600 }, "*");
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Eve, room, "&message_id=m1"));
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Eve, room, "&message_id=m1"));
        using var slow = await SendAsync(Eve, "POST", $"/publish?content=b&room_id={room}");
        await slow.AssertProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.InRange(slow.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 500, 600);
        Assert.Equal(HttpStatusCode.TooManyRequests, await PublishAsync(Key, room, "&user_id=eve&user_name=Eve"));
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Bob, room));
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(Ada, room));
    }

    [Fact]
    public async Task Invitation_for_one_use_refuses_the_second_user()
    {
        var room = await CreateAsync();
        var made = await AskAsync(Ada, "POST", $"/rooms/{room}/invitations", new { uses = 1, expires_in = 60 }, HttpStatusCode.Created);
        var invitation = made.GetProperty("secret").GetString();
        var guest = new Caller("guest-1f", "Gus");
        Assert.Equal("member", (await AskAsync(guest, "POST", "/invitations", new { invitation })).GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.Accepted, await PublishAsync(guest, room));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Eve, "POST", "/invitations", new { invitation }));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(guest, "POST", $"/rooms/{room}/invitations", new { }));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Caller.Anonymous, "POST", "/invitations", new { invitation }));
        using var byName = await SendAsync(Ada, "PUT", $"/rooms/{room}/members/guest-2e", new { role = "member" });
        await byName.AssertInvalidAsync("user_id");
        var other = await AskAsync(Ada, "POST", $"/rooms/{room}/invitations", new { role = "reader" }, HttpStatusCode.Created);
        var list = (await AskAsync(Ada, "GET", $"/rooms/{room}/invitations")).GetProperty("invitations");
        Assert.Equal((1, false), (list.GetArrayLength(), list[0].TryGetProperty("secret", out _)));
        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(Ada, "DELETE", $"/rooms/{room}/invitations/{other.GetProperty("id").GetString()}"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await StatusAsync(Eve, "POST", "/invitations", new { invitation = other.GetProperty("secret").GetString() }));
    }

    [Fact]
    public async Task Audit_members_transfer_and_leave_answer_as_documented()
    {
        var room = await CreateAsync();
        await AskAsync(Ada, "PUT", $"/rooms/{room}/members/bob", new { role = "moderator", name = "Bob" });
        await AskAsync(
            Bob, "POST", $"/rooms/{room}/moderation",
            new { action = "ban", user_id = "eve", name = "Eve", seconds = 60, reason = "spam" });
        var entry = (await AskAsync(Ada, "GET", $"/rooms/{room}/audit?limit=1")).GetProperty("entries")[0];
        Assert.Equal(("banned", "bob", "Eve", "spam"), (
            entry.GetProperty("action").GetString(), entry.GetProperty("actor").GetProperty("id").GetString(),
            entry.GetProperty("user").GetProperty("name").GetString(), entry.GetProperty("reason").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Bob, "GET", $"/rooms/{room}/audit"));
        Assert.Equal(3, (await AskAsync(Bob, "GET", $"/rooms/{room}/members")).GetProperty("members").GetArrayLength());
        Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(Ada, "DELETE", $"/rooms/{room}/members/ada"));
        Assert.Equal(
            "owner", (await AskAsync(Ada, "PUT", $"/rooms/{room}/owner", new { user_id = "bob" })).GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(Ada, "DELETE", $"/rooms/{room}/members/ada"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Ada, "GET", $"/rooms/{room}"));
    }

    [Theory]
    [InlineData("{}", "action", "user_id")]
    [InlineData("""{"action":"hug","user_id":"eve","seconds":0}""", "action", "seconds")]
    [InlineData("""{"action":"ban","user_id":"e v e","reason":"\u0007"}""", "user_id", "reason")]
    public async Task Mistakes_of_moderators_are_named(string json, params string[] fields)
    {
        using var answer = await PostTextAsync("/rooms/general/moderation", json);
        await answer.AssertInvalidAsync(fields);
    }

    /// <summary>The poll interval is 10 s. A change that arrives sooner came by the announcement.</summary>
    [Fact]
    public async Task Change_is_announced_to_other_instances()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [RoomsFile.Setting] = DatabasePath,
            ["Rooms:LookEvery"] = "00:00:10",
            ["Rooms:OldAfter"] = "00:01:00",
        };
        await using var other = new ApiServer((await Redis.GetAsync()).ConnectionString, Emulator.ConnectionString, settings);
        using var http = other.CreateClient();
        var policy = other.Services.GetRequiredService<RoomPolicy>();
        // Announcements are lost until the subscription is open.
        var rooms = new List<RoomId>();
        await Eventually.Holds(
            async () =>
            {
                rooms.Add(RoomId.Parse(await CreateAsync(), null));
                return rooms.Exists(room => policy.Allows(Ada, RoomAction.Join, room));
            },
            "the other instance has heard of a room",
            patience: TimeSpan.FromSeconds(8));
    }

    private Task<System.Text.Json.JsonElement> ActAsync(string room, string action, string user) =>
        AskAsync(Ada, "POST", $"/rooms/{room}/moderation", new { action, user_id = user });
}
