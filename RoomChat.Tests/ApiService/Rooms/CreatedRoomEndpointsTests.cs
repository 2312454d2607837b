using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Messaging.RoomLog;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Tests.Messaging;

namespace RoomChat.Tests.ApiService.Rooms;

[Collection(SharedEmulator.Name)]
public sealed class CreatedRoomEndpointsTests(RedisFixture redis, RoomsEmulator emulator) : RoomsApiTest(redis, emulator)
{
    [Fact]
    public async Task Room_is_created_changed_and_deleted()
    {
        var name = Said.AnyRoom().Value;
        using var created = await SendAsync(
            Ada, "POST", "/rooms", new { title = " Team ", room_id = name, topic = "Plans", slow_mode = 5 });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal($"/rooms/{name}", created.Headers.Location?.OriginalString);
        var etag = created.Headers.ETag!.Tag;
        var room = await AskAsync(Bob, "GET", $"/rooms/{name}");
        Assert.Equal(("Team", "Plans", "public", "members", 5, "visitor"), (
            room.GetProperty("title").GetString(), room.GetProperty("topic").GetString(), room.GetProperty("visibility").GetString(),
            room.GetProperty("publishers").GetString(), room.GetProperty("slow_mode").GetInt32(), room.GetProperty("role").GetString()));

        using var blind = await SendAsync(Ada, "PATCH", $"/rooms/{name}", new { title = "New" });
        await blind.AssertProblemAsync(HttpStatusCode.PreconditionRequired);
        using var changed = await SendAsync(Ada, "PATCH", $"/rooms/{name}", new { title = "New" }, etag);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var outdated = await SendAsync(Ada, "PATCH", $"/rooms/{name}", new { title = "Newer" }, etag);
        await outdated.AssertProblemAsync(HttpStatusCode.PreconditionFailed);
        using var next = await SendAsync(Ada, "PATCH", $"/rooms/{name}", new { title = "Newer" }, changed.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Bob, "DELETE", $"/rooms/{name}"));
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(Ada, "DELETE", $"/rooms/{name}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(Ada, "GET", $"/rooms/{name}"));
    }

    /// <summary>Compares status and text at every address of the API.</summary>
    [Fact]
    public async Task Private_room_looks_absent_to_an_outsider()
    {
        var (room, absent) = (await CreateAsync(), RoomId.NewPrivate().Value);
        (string Method, string Path, object? Body)[] requests =
        [
            ("GET", "/rooms/{0}", null), ("DELETE", "/rooms/{0}", null), ("GET", "/rooms/{0}/members", null),
            ("PUT", "/rooms/{0}/members/bob", new { role = "member" }), ("DELETE", "/rooms/{0}/members/ada", null),
            ("DELETE", "/rooms/{0}/members/eve", null), ("PUT", "/rooms/{0}/owner", new { user_id = "eve" }),
            ("POST", "/rooms/{0}/moderation", new { action = "ban", user_id = "ada" }), ("GET", "/rooms/{0}/audit", null),
            ("POST", "/rooms/{0}/invitations", new { uses = 1 }), ("GET", "/rooms/{0}/invitations", null),
            ("DELETE", "/rooms/{0}/invitations/x", null), ("GET", "/rooms/{0}/messages", null),
            ("POST", "/publish?content=a&room_id={0}", null),
        ];
        foreach (var (method, path, body) in requests)
        {
            using var there = await SendAsync(Eve, method, path.Replace("{0}", room, StringComparison.Ordinal), body);
            using var missing = await SendAsync(Eve, method, path.Replace("{0}", absent, StringComparison.Ordinal), body);
            Assert.InRange((int)there.StatusCode, 403, 404);
            Assert.Equal((path, missing.StatusCode), (path, there.StatusCode));
            Assert.Equal(
                await DetailAsync(missing), (await DetailAsync(there)).Replace(room, absent, StringComparison.Ordinal));
        }
        using var patch = await SendAsync(Eve, "PATCH", $"/rooms/{room}", new { title = "Mine" }, "\"1\"");
        await patch.AssertProblemAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Room_list_has_private_rooms_for_members_query_and_pages()
    {
        var room = await CreateAsync();
        var counts = Server.Services.GetRequiredService<IRoomCounts>();
        await counts.SetAsync($"i-{room}", new Dictionary<RoomId, int> { [RoomId.Parse(room, null)] = 2 }, Ct);
        Assert.DoesNotContain(room, await ListAsync(Eve, ""));
        Assert.Equal([room], await ListAsync(Ada, $"?query={room}"));
        Assert.Equal([room], await ListAsync(Ada, $"?query=team&limit=1&after={room[..^1]}"));
        Assert.Empty(await ListAsync(Ada, $"?query=TEAM&after={room}"));
        var mine = (await AskAsync(Ada, "GET", $"/rooms?query={room}")).GetProperty("rooms")[0];
        Assert.Equal((2, "Team", "private", "owner"), (
            mine.GetProperty("members").GetInt32(), mine.GetProperty("title").GetString(), mine.GetProperty("visibility").GetString(),
            mine.GetProperty("role").GetString()));
    }

    [Fact]
    public async Task Guests_create_no_rooms_and_programs_do()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(new Caller("guest-1f", "Gus"), "POST", "/rooms", new { title = "Team" }));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Caller.Anonymous, "POST", "/rooms", new { title = "Team" }));
        Assert.Equal(
            HttpStatusCode.Created, await StatusAsync(new Caller("subscription:tests", "Tests"), "POST", "/rooms", new { title = "Team" }));
    }

    [Fact]
    public async Task Room_with_members_or_messages_cannot_be_created()
    {
        var (busy, said) = (Said.AnyRoom(), Said.AnyRoom());
        await Server.Services.GetRequiredService<IRoomCounts>().SetAsync($"i-{busy}", new Dictionary<RoomId, int> { [busy] = 1 }, Ct);
        await Server.Services.GetRequiredService<IRoomLog>().AppendAsync(Said.Message(said, "m1", "mine"), Ct);
        foreach (var name in (RoomId[])[busy, said])
            Assert.Equal(HttpStatusCode.Conflict, await StatusAsync(Eve, "POST", "/rooms", new { title = "Mine", room_id = name.Value }));
    }

    [Fact]
    public async Task Deleted_room_keeps_no_messages()
    {
        var room = await CreateAsync("public");
        var (roomId, log) = (RoomId.Parse(room, null), Server.Services.GetRequiredService<IRoomLog>());
        await log.AppendAsync(Said.Message(roomId, "m1", "secret"), Ct);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(Ada, "DELETE", $"/rooms/{room}"));
        Assert.Empty((await log.ReadBeforeAsync(roomId, null, 10, Ct)).Messages);
    }

    [Theory]
    [InlineData("{}", "title")]
    [InlineData(
        """{"title":" ","visibility":"secret","publishers":"all","slow_mode":-1}""", "title", "visibility", "publishers", "slow_mode")]
    [InlineData("""{"title":"a","room_id":"all"}""", "room_id")]
    [InlineData("""{"title":"a","room_id":"no spaces"}""", "room_id")]
    [InlineData("""{"title":"a","room_id":"mine","visibility":"private"}""", "room_id")]
    [InlineData("""{"title":"a","room_id":"private-0123456789abcdef0123456789abcdef"}""", "room_id")]
    [InlineData("""{"title":"a\u0000","topic":"\u0007","kept_messages":1}""", "title", "topic", "kept_messages")]
    public async Task Mistakes_are_named(string json, params string[] fields)
    {
        using var answer = await PostTextAsync("/rooms", json);
        await answer.AssertInvalidAsync(fields);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("nonsense")]
    [InlineData("""{"title":"a","tittle":"b"}""")]
    [InlineData("""{"title":"a","title":"b"}""")]
    [InlineData("""{"title":5}""")]
    public async Task Invalid_body_is_refused(string json)
    {
        using var answer = await PostTextAsync("/rooms", json);
        await answer.AssertProblemAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Without_database_room_creation_is_503_and_listing_works()
    {
        await using var plain = new ApiServer((await Redis.GetAsync()).ConnectionString, Emulator.ConnectionString);
        using var http = plain.CreateClient();
        using var answer = await SendAsync(Ada, "POST", "/rooms", new { title = "Team" }, http: http);
        await answer.AssertProblemAsync(HttpStatusCode.ServiceUnavailable);
        using var list = await SendAsync(Ada, "GET", "/rooms", http: http);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
    }

    private async Task<IEnumerable<string?>> ListAsync(Caller caller, string query) =>
        [
            .. (await AskAsync(caller, "GET", $"/rooms{query}")).GetProperty("rooms").EnumerateArray()
                .Select(room => room.GetProperty("room_id").GetString()),
        ];

    private static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        (await answer.ReadAsync()).GetProperty("detail").GetString()!;
}
