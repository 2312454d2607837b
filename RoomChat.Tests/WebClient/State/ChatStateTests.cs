using System.Net;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.Client;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class ChatStateTests : IAsyncLifetime
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedServer _server = new();
    private readonly InMemoryRoomMemory _memory = new();
    private readonly ToastTray _toasts;
    private readonly ChatState _chat;
    private volatile string? _user = "Ada";
    private volatile bool _refusesToPublish;
    private string _history = """{"room_id":"general","epoch":"e1","messages":[],"has_more":false}""";

    public ChatStateTests()
    {
        _toasts = new ToastTray(_time);
        var http = new StubHttp(Answer).Client();
        var options = new RoomChatClientOptions { Endpoint = new Uri("ws://chat.test/ws"), CreateSocket = _server.CreateSocket, Time = _time };
        _chat = new ChatState(new ChatApi(http), new RoomChatPublisher(http, time: _time), _memory, _toasts, options);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _chat.DisposeAsync();

    [Fact]
    public async Task Without_a_session_a_name_must_be_chosen_first()
    {
        _user = null;
        await _chat.StartAsync();
        Assert.Equal(SignInPhase.SignedOut, _chat.Phase);
        _user = "Grace";
        await _chat.SignInAsync("Grace");
        Assert.Equal((SignInPhase.SignedIn, "Grace"), (_chat.Phase, _chat.User!.Name));
    }

    [Fact]
    public async Task A_joined_room_is_looked_at_listed_first_and_remembered()
    {
        var socket = await EnterAsync();
        await JoinAsync(socket, "zoo");
        Assert.Equal("zoo", _chat.Rooms!.Current!.RoomId.Value);
        Assert.Equal("zoo", _chat.Rooms.Listed[0].RoomId.Value);
        Assert.Equal(["dev", "general", "random"], _chat.Rooms.Listed.Skip(1).Select(room => room.RoomId.Value).Order());
        Assert.Equal("zoo", Assert.Single(_memory.Rooms.Joined));
    }

    [Fact]
    public async Task The_rooms_of_the_last_visit_are_joined_again()
    {
        _memory.Rooms = new RememberedRooms(["general", "no room!", "dev"], "dev");
        await _chat.StartAsync();
        var socket = await _server.WelcomeAsync();
        foreach (var room in new[] { "general", "dev" })
        {
            Assert.Equal(room, (await socket.HearAsync<ClientFrame.Join>()).RoomId);
            socket.SayJoined(room, 0, recovered: false);
        }

        await Eventually.Holds(() => _chat.Rooms!.Current?.RoomId.Value == "dev", "the room looked at last is looked at again");
        Assert.Equal(["general", "dev"], _chat.Rooms!.Joined.Select(room => room.RoomId.Value));
    }

    [Fact]
    public async Task Messages_count_as_unread_in_rooms_that_are_not_looked_at()
    {
        var socket = await EnterAsync();
        await JoinAsync(socket, "general");
        await JoinAsync(socket, "dev");
        socket.SayMessages("general", 1, 2);
        socket.SayMessages("dev", 1);
        await Eventually.Holds(() => _chat.Rooms!.Unread == 2 && _chat.Rooms.Current!.Entries.Count == 1, "two are unread and one is read");
        await _chat.Rooms!.LookAtAsync(_chat.Rooms.Joined[0]);
        Assert.Equal(0, _chat.Rooms.Unread);
    }

    [Fact]
    public async Task Nothing_is_read_while_the_page_is_hidden()
    {
        var socket = await EnterAsync();
        await JoinAsync(socket, "general");
        _chat.SetPageVisible(false);
        socket.SayMessages("general", 1);
        await Eventually.Holds(() => _chat.Rooms!.Unread == 1, "the message is unread");
        _chat.SetPageVisible(true);
        Assert.Equal(0, _chat.Rooms!.Unread);
    }

    [Fact]
    public async Task The_people_in_a_room_are_asked_for_after_joining_and_after_a_break()
    {
        var socket = await EnterAsync();
        var room = await JoinAsync(socket, "general");
        socket.Say(new ServerFrame.RoomPresence("general", [new RoomMember(new ChatUser("u2", "Bob"), DateTimeOffset.UnixEpoch)], 1));
        await Eventually.Holds(() => room.People.Members is [{ User.Name: "Bob" }], "Bob is shown");
        socket.Break();
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return _server.Attempts == 2; }, "the client comes back");
        socket = await _server.WelcomeAsync();
        await socket.HearAsync<ClientFrame.Join>();
        await socket.HearAsync<ClientFrame.Presence>();
        socket.Say(new ServerFrame.RoomPresence("general", [], 0));
        await Eventually.Holds(() => room.People.Members.Count == 0, "Bob has left meanwhile");
    }

    [Fact]
    public async Task Others_typing_is_shown_for_a_while_and_reloads_nothing()
    {
        var socket = await EnterAsync();
        var room = await JoinAsync(socket, "general");
        socket.SayMessages("general", 1);
        socket.Say(new ServerFrame.UserTyping("general", new ChatUser("u2", "Bob")));
        await Eventually.Holds(() => room.People.Typing is [{ Name: "Bob" }], "Bob is typing");
        Assert.Single(room.Entries);
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return room.People.Typing.Count == 0; }, "Bob has stopped");
    }

    [Fact]
    public async Task An_own_message_is_shown_at_once_and_delivered_when_it_comes_back()
    {
        var socket = await EnterAsync();
        var room = await JoinAsync(socket, "general");
        await _chat.SendAsync(room, "hello");
        var entry = Assert.Single(room.Entries);
        Assert.Equal((Delivery.Sending, "hello"), (entry.Delivery, entry.Content));
        socket.Say(new ServerFrame.Message("general", "hello", DateTimeOffset.UnixEpoch, entry.Id, 1, _chat.User!));
        await Eventually.Holds(() => room.Entries is [{ Delivery: Delivery.Delivered }], "it is delivered, once");
    }

    [Fact]
    public async Task A_refused_message_stays_with_the_reason_and_is_sent_again_under_its_id()
    {
        var socket = await EnterAsync();
        var room = await JoinAsync(socket, "general");
        _refusesToPublish = true;
        await _chat.SendAsync(room, "hello");
        var failed = Assert.Single(room.Entries);
        Assert.Equal((Delivery.Failed, "Too long."), (failed.Delivery, failed.Problem));
        _refusesToPublish = false;
        await _chat.ResendAsync(room, failed);
        Assert.Equal((Delivery.Sending, failed.Id), (room.Entries[0].Delivery, room.Entries[0].Id));
    }

    [Fact]
    public async Task A_lost_history_is_loaded_again()
    {
        var socket = await EnterAsync();
        var room = await JoinAsync(socket, "general");
        socket.SayMessages("general", 1, 2);
        await Eventually.Holds(() => room.Entries.Count == 2, "two messages came");
        _history = """{"room_id":"general","epoch":"e2","messages":[{"room_id":"general","content":"anew","timestamp":"2026-01-01T00:00:00Z","id":"n1","offset":1,"user":{"id":"u","name":"U"}}],"has_more":false}""";
        socket.Say(new ServerFrame.RoomReset("general", 1, "e2"));
        await Eventually.Holds(() => room.Entries is [{ Content: "anew" }], "the room shows the new log");
    }

    [Fact]
    public async Task A_left_room_is_forgotten_and_another_one_looked_at()
    {
        var socket = await EnterAsync();
        await JoinAsync(socket, "general");
        var dev = await JoinAsync(socket, "dev");
        var leaving = _chat.Rooms!.LeaveAsync(dev);
        await socket.HearAsync<ClientFrame.Leave>();
        socket.Say(new ServerFrame.RoomLeft("dev", "ok"));
        await AnswerRoomsAsync(socket);
        await leaving;
        Assert.Equal(General, _chat.Rooms.Current!.RoomId);
        Assert.Equal("general", Assert.Single(_memory.Rooms.Joined));
    }

    [Fact]
    public async Task A_session_that_ended_brings_back_the_choice_of_a_name()
    {
        var socket = await EnterAsync();
        _user = null;
        socket.Break();
        await Eventually.Holds(() => _chat.Phase == SignInPhase.SignedOut, "the user must choose a name again");
        await Eventually.Holds(() => _toasts.Shown.Count == 1, "and is told why");
    }

    private async Task<ScriptedSocket> EnterAsync()
    {
        await _chat.StartAsync();
        var socket = await _server.WelcomeAsync();
        await AnswerRoomsAsync(socket);
        return socket;
    }

    private async Task<RoomState> JoinAsync(ScriptedSocket socket, string name)
    {
        var joining = _chat.Rooms!.JoinAsync(RoomId.Parse(name, null));
        await socket.HearAsync<ClientFrame.Join>();
        socket.SayJoined(name, 0, recovered: false);
        await AnswerRoomsAsync(socket);
        await joining;
        return _chat.Rooms.Joined[^1];
    }

    private static async Task AnswerRoomsAsync(ScriptedSocket socket)
    {
        await socket.HearAsync<ClientFrame.GetRooms>();
        socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int> { ["general"] = 1, ["all"] = 9 }));
    }

    private HttpResponseMessage Answer(HttpRequestMessage request) => request.RequestUri!.AbsolutePath switch
    {
        "/session" when _user is null => StubHttp.Json(HttpStatusCode.Unauthorized, ""),
        "/session" => StubHttp.Json(HttpStatusCode.OK, $$"""{"id":"u-me","name":"{{_user}}"}"""),
        "/publish" when _refusesToPublish => StubHttp.Json(HttpStatusCode.BadRequest, """{"detail":"Too long."}"""),
        "/publish" => StubHttp.Json(HttpStatusCode.Accepted, """{"message_id":"m","room_id":"general","timestamp":"2026-01-01T00:00:00Z"}"""),
        "/rooms/all/messages" => StubHttp.Json(HttpStatusCode.OK, """{"room_id":"all","epoch":"e1","messages":[],"has_more":false}"""),
        _ => StubHttp.Json(HttpStatusCode.OK, _history),
    };
}
