using System.Net;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.Client;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

public sealed class ChatStateTests : IAsyncDisposable
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private readonly TestedChat _page = new();

    private ChatState Chat => _page.Chat;

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Without_a_session_a_name_must_be_chosen_first()
    {
        _page.User = null;
        await Chat.StartAsync();
        Assert.Equal(SignInPhase.SignedOut, Chat.Phase);
        await Chat.SignInAsync("Grace");
        Assert.Equal((SignInPhase.SignedIn, "Grace"), (Chat.Phase, Chat.User!.Name));
    }

    [Fact]
    public async Task A_joined_room_is_looked_at_listed_first_and_remembered()
    {
        var socket = await _page.EnterAsync();
        await _page.JoinAsync(socket, "zoo");
        Assert.Equal("zoo", Chat.Rooms!.Current!.RoomId.Value);
        Assert.Equal("zoo", Chat.Rooms.Listed[0].RoomId.Value);
        Assert.Equal(["dev", "general", "random"], Chat.Rooms.Listed.Skip(1).Select(room => room.RoomId.Value).Order());
        Assert.Equal("zoo", Assert.Single((await _page.Memory.LoadRoomsAsync()).Joined));
    }

    [Fact]
    public async Task Second_room_can_be_joined_before_the_room_list_arrives()
    {
        var socket = await _page.EnterAsync();
        var first = Chat.Rooms!.JoinAsync(General);
        await socket.HearAsync<ClientFrame.Join>();
        socket.SayJoined("general", 0, recovered: false);
        await socket.HearAsync<ClientFrame.GetRooms>();
        var second = Chat.Rooms.JoinAsync(RoomId.Parse("dev", null));
        Assert.Equal("dev", (await socket.HearAsync<ClientFrame.Join>()).RoomId);
        socket.SayJoined("dev", 0, recovered: false);
        socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int>()));
        await TestedChat.AnswerRoomsAsync(socket);
        Assert.Equal([null, null], await Task.WhenAll(first, second));
        Assert.Equal("dev", Chat.Rooms.Current!.RoomId.Value);
    }

    [Fact]
    public async Task Messages_in_background_rooms_are_unread()
    {
        var socket = await _page.EnterAsync();
        await _page.JoinAsync(socket, "general");
        await _page.JoinAsync(socket, "dev");
        socket.SayMessages("general", 1, 2);
        socket.SayMessages("dev", 1);
        await Eventually.Holds(() => Chat.Rooms!.Unread == 2 && Chat.Rooms.Current!.Entries.Count == 1, "two are unread and one is read");
        await Chat.Rooms!.LookAtAsync(Chat.Rooms.Joined[0]);
        Assert.Equal(0, Chat.Rooms.Unread);
    }

    [Fact]
    public async Task Messages_are_unread_while_the_page_is_hidden()
    {
        var socket = await _page.EnterAsync();
        await _page.JoinAsync(socket, "general");
        Chat.SetPageVisible(false);
        socket.SayMessages("general", 1);
        await Eventually.Holds(() => Chat.Rooms!.Unread == 1, "the message is unread");
        Chat.SetPageVisible(true);
        Assert.Equal(0, Chat.Rooms!.Unread);
    }

    [Fact]
    public async Task Members_are_requested_after_a_join_and_a_reconnect()
    {
        var socket = await _page.EnterAsync();
        var room = await _page.JoinAsync(socket, "general");
        socket.Say(new ServerFrame.RoomPresence("general", [new RoomMember(new ChatUser("u2", "Bob"), DateTimeOffset.UnixEpoch)], 1));
        await Eventually.Holds(() => room.People.Members is [{ User.Name: "Bob" }], "Bob is shown");
        socket.Break();
        await Eventually.Holds(
            () => { _page.Time.Advance(TimeSpan.FromSeconds(1)); return _page.Server.Attempts == 2; }, "the client comes back");
        socket = await _page.Server.WelcomeAsync();
        await socket.HearAsync<ClientFrame.Join>();
        await socket.HearAsync<ClientFrame.Presence>();
        socket.Say(new ServerFrame.RoomPresence("general", [], 0));
        await Eventually.Holds(() => room.People.Members.Count == 0, "Bob has left meanwhile");
    }

    [Fact]
    public async Task Typing_of_another_user_is_shown_for_a_while()
    {
        var socket = await _page.EnterAsync();
        var room = await _page.JoinAsync(socket, "general");
        socket.SayMessages("general", 1);
        socket.Say(new ServerFrame.UserTyping("general", new ChatUser("u2", "Bob")));
        await Eventually.Holds(() => room.People.Typing is [{ Name: "Bob" }], "Bob is typing");
        Assert.Single(room.Entries);
        await Eventually.Holds(
            () => { _page.Time.Advance(TimeSpan.FromSeconds(1)); return room.People.Typing.Count == 0; }, "Bob has stopped");
    }

    [Fact]
    public async Task A_lost_history_is_loaded_again()
    {
        var socket = await _page.EnterAsync();
        var room = await _page.JoinAsync(socket, "general");
        socket.SayMessages("general", 1, 2);
        await Eventually.Holds(() => room.Entries.Count == 2, "two messages came");
        _page.History = TestedChat.Messages(1);
        socket.Say(new ServerFrame.RoomReset("general", 1, "e2"));
        await Eventually.Holds(() => room.Entries is [{ Id: "h1" }], "the room shows the new log");
    }

    [Fact]
    public async Task A_left_room_is_forgotten_and_another_one_looked_at()
    {
        var socket = await _page.EnterAsync();
        await _page.JoinAsync(socket, "general");
        var dev = await _page.JoinAsync(socket, "dev");
        var leaving = Chat.Rooms!.LeaveAsync(dev);
        await socket.HearAsync<ClientFrame.Leave>();
        socket.Say(new ServerFrame.RoomLeft("dev", "ok"));
        await TestedChat.AnswerRoomsAsync(socket);
        await leaving;
        Assert.Equal(General, Chat.Rooms.Current!.RoomId);
        Assert.Equal("general", Assert.Single((await _page.Memory.LoadRoomsAsync()).Joined));
    }

    [Fact]
    public async Task Ended_session_leads_to_the_choice_of_a_name()
    {
        var socket = await _page.EnterAsync();
        _page.User = null;
        socket.Break();
        await Eventually.Holds(() => Chat.Phase == SignInPhase.SignedOut, "the user must choose a name again");
        await Eventually.Holds(() => _page.Toasts.Shown.Count == 1, "and is told why");
        Assert.Equal("Ada", Chat.LastName);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Session_closed_by_the_server_leads_to_the_choice(bool isStillAnswered)
    {
        var socket = await _page.EnterAsync();
        // Another gateway may accept the session for a moment after its end.
        if (!isStillAnswered) _page.User = null;
        socket.Close(CloseCode.SessionEnded);
        await Eventually.Holds(() => Chat.Phase == SignInPhase.SignedOut, "the user must choose a name again");
        Assert.Equal(1, _page.Server.Attempts);
    }

    [Fact]
    public async Task Sign_out_ends_the_session_and_asks_for_a_name()
    {
        await _page.EnterAsync();
        await Chat.SignOutAsync();
        Assert.Equal((SignInPhase.SignedOut, null, null), (Chat.Phase, Chat.User, _page.User));
        Assert.Empty(_page.Toasts.Shown);
    }

    [Fact]
    public async Task Failed_sign_out_keeps_the_session_and_is_shown()
    {
        await _page.EnterAsync();
        _page.Instead = path =>
            path == "/session" ? StubHttp.Json(HttpStatusCode.ServiceUnavailable, """{"detail":"Try again soon."}""") : null;
        await Chat.SignOutAsync();
        Assert.Equal(SignInPhase.SignedIn, Chat.Phase);
        Assert.Contains("still signed in", Assert.Single(_page.Toasts.Shown).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tab_follows_a_new_sign_in_of_another_tab()
    {
        var socket = await _page.EnterAsync();
        _page.User = new ChatUser("u-next", "Grace");
        socket.Close(CloseCode.SessionEnded);
        await Eventually.Holds(() => Chat is { Phase: SignInPhase.SignedIn, User.Name: "Grace" }, "the tab belongs to the new user");
    }

    [Fact]
    public async Task Users_of_one_name_are_told_apart_wherever_they_appear()
    {
        var socket = await _page.EnterAsync();
        var room = await _page.JoinAsync(socket, "general");
        var (own, other) = (Chat.User!, new ChatUser("u2", "АDА"));
        Assert.Null(Chat.Rooms!.Names.SignOf(own));
        socket.Say(new ServerFrame.UserTyping("general", other));
        await Eventually.Holds(() => room.People.Typing.Count == 1, "the other is typing");
        Assert.NotNull(Chat.Rooms.Names.SignOf(own));
        Assert.NotEqual(Chat.Rooms.Names.SignOf(own), Chat.Rooms.Names.SignOf(other));
    }
}
