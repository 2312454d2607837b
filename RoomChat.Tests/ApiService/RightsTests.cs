using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;
using RoomChat.Messaging.Names;
using RoomChat.Messaging.RoomCounts;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;
using RoomChat.Tests.Messaging;
using RoomChat.Tests.ServiceDefaults.Permissions;

namespace RoomChat.Tests.ApiService;

/// <summary>Rights at the HTTP API, for each set of rights; and keys that speak for users.</summary>
[Collection(SharedEmulator.Name)]
public sealed class RightsTests(RedisFixture redis, RoomsEmulator emulator) : ApiTest(redis, emulator)
{
    private static readonly Caller Key = new("subscription:tests", "Tests") { MaySpeakForUsers = true };

    private readonly RoomId _room = Said.AnyRoom();

    [Fact]
    public async Task HTTP_request_without_the_right_is_forbidden()
    {
        foreach (var rights in AnyRights.Sets)
        {
            var caller = new Caller($"subscription:{(int)rights}", "Tests") { Grants = AnyRights.In(_room.Value, rights) };
            Assert.Equal(
                (rights, rights.HasFlag(RoomRights.Publish) ? HttpStatusCode.Accepted : HttpStatusCode.Forbidden),
                (rights, await StatusAsync(caller, HttpMethod.Post, $"/publish?content=a&room_id={_room}")));
            Assert.Equal(
                (rights, rights.HasFlag(RoomRights.History) ? HttpStatusCode.OK : HttpStatusCode.Forbidden),
                (rights, await StatusAsync(caller, HttpMethod.Get, $"/rooms/{_room}/messages")));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(caller, HttpMethod.Get, $"/rooms/{_room}-other/messages"));
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(caller, HttpMethod.Post, "/publish?content=a"));
        }
    }

    [Fact]
    public async Task Room_list_has_only_rooms_with_join_or_presence_right()
    {
        var counts = Server.Services.GetRequiredService<IRoomCounts>();
        await counts.SetAsync($"i-{_room}", new Dictionary<RoomId, int> { [_room] = 2, [RoomId.Parse($"{_room}-x", null)] = 3 }, Ct);
        foreach (var rights in AnyRights.Sets)
        {
            using var answer =
                await SendAsync(new Caller("ada", "Ada") { Grants = AnyRights.In(_room.Value, rights) }, HttpMethod.Get, "/rooms");
            var rooms = (await answer.ReadAsync()).GetProperty("rooms").EnumerateArray()
                .Select(room => room.GetProperty("room_id").GetString());
            string[] expected = (rights & (RoomRights.Join | RoomRights.Presence)) == RoomRights.None ? [] : [_room.Value];
            Assert.Equal(expected, rooms);
        }
    }

    [Fact]
    public async Task Refusal_says_which_right_is_missing()
    {
        using var answer = await SendAsync(
            new Caller("ada", "Ada") { Grants = RoomGrants.Nothing }, HttpMethod.Post, $"/publish?content=a&room_id={_room}");
        var problem = await answer.AssertProblemAsync(HttpStatusCode.Forbidden);
        Assert.Contains("the right 'publish'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_published_for_a_user_names_the_key()
    {
        using var answer = await SendAsync(Key, HttpMethod.Post, $"/publish?content=hi&room_id={_room}&user_id=ada&user_name=Ada%20Ü");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var message = await ReceiveAsync(_room);
        Assert.Equal((new ChatUser("ada", "Ada Ü"), "key tests"), (message.User, message.Via));
    }

    [Fact]
    public async Task Caller_that_may_not_speak_for_users_is_forbidden_to()
    {
        foreach (var caller in (Caller[])[new("subscription:tests", "Tests"), new("guest-1f", "Bob"), new("grace", "Grace")])
        {
            using var answer = await SendAsync(caller, HttpMethod.Post, $"/publish?content=hi&room_id={_room}&user_id=ada&user_name=Ada");
            await answer.AssertProblemAsync(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Key_cannot_speak_for_users_outside_its_own_rooms()
    {
        using var answer = await SendAsync(
            Key with { Grants = AnyRights.In("elsewhere", RoomRights.Publish) },
            HttpMethod.Post,
            $"/publish?content=hi&room_id={_room}&user_id=ada&user_name=Ada");
        await answer.AssertProblemAsync(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("user_id=ada", "user_name")]
    [InlineData("user_name=Ada", "user_id")]
    [InlineData("user_id=subscription:other&user_name=Ada", "user_id")]
    [InlineData("user_id=guest-1f&user_name=Ada", "user_id")]
    [InlineData("user_id=a%20b&user_name=Ada", "user_id")]
    [InlineData("user_id=ada&user_name=Admin", "user_name")]
    [InlineData("user_id=ada&user_name=%E2%80%8B", "user_name")]
    [InlineData("user_id=ada&user_name=B1lling", "user_name")]
    public async Task Publish_for_an_impossible_user_is_refused(string parameters, string field)
    {
        Assert.True(UserName.TryParse("Billing", out var name, out _));
        await Server.Services.GetRequiredService<IRegisteredNames>().RegisterAsync(name, "subscription:billing", Ct);
        using var answer = await SendAsync(Key, HttpMethod.Post, $"/publish?content=hi&room_id={_room}&{parameters}");
        await answer.AssertInvalidAsync(field);
    }

    /// <summary>Without this rule a key could use up the message ids of a user.</summary>
    [Fact]
    public async Task Same_id_of_key_and_user_makes_two_messages()
    {
        var log = Server.Services.GetRequiredService<RoomChat.Messaging.RoomLog.IRoomLog>();
        var own = new ChatMessage("m1", _room, "own", DateTimeOffset.UnixEpoch, new ChatUser("ada", "Ada"));
        var first = await log.AppendAsync(own, Ct);
        var second = await log.AppendAsync(own with { Via = "key tests" }, Ct);
        var repeated = await log.AppendAsync(own with { Via = "key tests" }, Ct);
        Assert.Equal((1, 2, 2), (first.Offset, second.Offset, repeated.Offset));
        using var answer = await SendAsync(Key, HttpMethod.Get, $"/rooms/{_room}/messages");
        var messages = (await answer.ReadAsync()).GetProperty("messages").EnumerateArray().ToList();
        Assert.False(messages[0].TryGetProperty("via", out _));
        Assert.Equal("key tests", messages[1].GetProperty("via").GetString());
    }

    private async Task<HttpResponseMessage> SendAsync(Caller caller, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.SetCaller(caller);
        return await Http.SendAsync(request, Ct);
    }

    private async Task<HttpStatusCode> StatusAsync(Caller caller, HttpMethod method, string path)
    {
        using var answer = await SendAsync(caller, method, path);
        return answer.StatusCode;
    }
}
