using System.Net;
using RoomChat.Client;
using RoomChat.Contracts.Frames;
using RoomChat.Tests.Client;
using RoomChat.Web.Client.State;

namespace RoomChat.Tests.WebClient.State;

/// <summary>Messages of the user are shown at once, sent once, and removed only by the user.</summary>
public sealed class ChatStateSendingTests : IAsyncDisposable
{
    private readonly TestedChat _page = new();

    private ChatState Chat => _page.Chat;

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    [Fact]
    public async Task Own_message_is_shown_at_once_and_delivered_once()
    {
        var (socket, room) = await JoinedAsync();
        await Chat.SendAsync(room, "hello");
        var entry = Assert.Single(room.Entries);
        Assert.Equal((Delivery.Sending, "hello"), (entry.Delivery, entry.Content));
        socket.Say(new ServerFrame.Message("general", "hello", DateTimeOffset.UnixEpoch, entry.Id, 1, Chat.User!));
        await Eventually.Holds(() => room.Entries is [{ Delivery: Delivery.Delivered }], "it is delivered, once");
    }

    [Fact]
    public async Task Refused_message_tells_the_reason_and_offers_no_retry()
    {
        var (_, room) = await JoinedAsync();
        Refuse("""{"title":"One or more validation errors occurred.","errors":{"content":["No control characters."]}}""");
        await Chat.SendAsync(room, "hel\u0007lo");
        var failed = Assert.Single(room.Entries);
        Assert.Equal((Delivery.Failed, "No control characters.", false), (failed.Delivery, failed.Problem, failed.CanRetry));
    }

    [Fact]
    public async Task Edit_of_a_refused_message_keeps_the_draft()
    {
        var (_, room) = await JoinedAsync();
        Refuse("""{"detail":"Too long."}""");
        await Chat.SendAsync(room, "very long");
        room.Draft = "next";
        await Chat.EditAsync(room, room.Entries[0]);
        Assert.Equal("very long\nnext", room.Draft);
        Assert.Empty(room.Entries);
        var remembered = await _page.Memory.LoadRoomAsync(room.RoomId);
        Assert.Equal(("very long\nnext", 0), (remembered.Draft, remembered.Unsent.Count));
    }

    [Fact]
    public async Task Temporary_refusal_shows_the_reason_and_is_retried()
    {
        var (_, room) = await JoinedAsync();
        _page.Instead = path =>
            path == "/publish" ? StubHttp.Json(HttpStatusCode.ServiceUnavailable, """{"detail":"The broker is away."}""") : null;
        var sending = Chat.SendAsync(room, "hello");
        await Eventually.Holds(
            () => room.Entries is [{ Delivery: Delivery.Waiting, Problem: "The broker is away." }], "the reason is shown");
        _page.Instead = _ => null;
        await Eventually.Holds(() => { _page.Time.Advance(TimeSpan.FromSeconds(0.4)); return sending.IsCompleted; }, "it is sent");
        await sending;
        Assert.Equal("hello", Assert.Single(_page.Accepted).Value);
        Assert.Null(room.Entries[0].Problem);
    }

    [Fact]
    public async Task Send_into_a_dead_network_waits_and_is_repeated()
    {
        var (socket, room) = await JoinedAsync();
        _page.Instead = path => path == "/publish" ? throw new HttpRequestException("no route") : null;
        var sending = Chat.SendAsync(room, "hello");
        await socket.HearAsync<ClientFrame.Ping>();
        for (var passed = 0; passed < 9; passed++) _page.Time.Advance(TimeSpan.FromSeconds(0.5));
        await Eventually.Holds(() => Chat.Connection is not ConnectionState.Connected, "the break is told within five seconds");
        await Eventually.Holds(() => room.Entries is [{ Delivery: Delivery.Waiting }], "the message says that it waits");

        _page.Instead = _ => null;
        await Eventually.Holds(
            () => { _page.Time.Advance(TimeSpan.FromSeconds(0.5)); return _page.Server.Attempts == 2; }, "the client comes back");
        socket = await _page.Server.WelcomeAsync();
        await Eventually.Holds(() => sending.IsCompleted, "it is sent without the clock");
        Assert.Equal("hello", Assert.Single(_page.Sent));
        Assert.Equal(room.Entries[0].Id, Assert.Single(_page.Accepted).Key);
    }

    [Fact]
    public async Task Page_that_becomes_visible_sends_a_ping()
    {
        var (socket, _) = await JoinedAsync();
        Chat.SetPageVisible(false);
        Chat.SetPageVisible(true);
        await socket.HearAsync<ClientFrame.Ping>();
    }

    [Fact]
    public async Task Refused_join_returns_the_reason()
    {
        var socket = await _page.EnterAsync();
        var joining = Chat.Rooms!.JoinAsync(RoomChat.Contracts.RoomId.Parse("general", null));
        await socket.HearAsync<ClientFrame.Join>();
        socket.Say(new ServerFrame.ActionError("too_many_rooms", "You are in 100 rooms.", "join", "general"));
        Assert.Equal("Could not join general. You are in 100 rooms.", await joining);
        Assert.Null(Chat.Rooms.Joining);
    }

    [Fact]
    public async Task Refused_history_tells_the_reason_until_it_is_loaded()
    {
        _page.Instead = path =>
            path == "/rooms/general/messages"
                ? StubHttp.Json(HttpStatusCode.ServiceUnavailable, """{"detail":"The store is away."}""")
                : null;
        var (_, room) = await JoinedAsync();
        await Eventually.Holds(() => room.LoadProblem is { Message: "The store is away.", MayRetry: true }, "the reason is there");
        _page.Instead = _ => null;
        await Chat.Rooms!.LoadOlderAsync(room);
        Assert.Null(room.LoadProblem);
    }

    [Theory]
    [InlineData(400, """{"detail":"'You' is reserved.","errors":{"name":["'You' is reserved."]}}""", "'You' is reserved.")]
    [InlineData(429, """{ "statusCode": 429, "message": "Rate limit is exceeded." }""", "Rate limit is exceeded.")]
    [InlineData(403, """{"detail":"Only from our page."}""", "Only from our page.")]
    [InlineData(503, "", "The chat server is not available at the moment.")]
    public async Task Refused_sign_in_tells_the_reason(int status, string body, string reason)
    {
        _page.User = null;
        await Chat.StartAsync();
        _page.Instead = _ => StubHttp.Json((HttpStatusCode)status, body);
        await Chat.SignInAsync("You");
        Assert.Equal((SignInPhase.SignedOut, reason), (Chat.Phase, Chat.SignInProblem));
        _page.Instead = _ => null;
        await Chat.SignInAsync("Yola");
        Assert.Equal((SignInPhase.SignedIn, null), (Chat.Phase, Chat.SignInProblem));
    }

    [Fact]
    public async Task Server_that_is_away_at_the_start_is_asked_again()
    {
        _page.Instead = _ => StubHttp.Json(HttpStatusCode.BadGateway, "");
        var starting = Chat.StartAsync();
        await Eventually.Holds(() => Chat.SignInProblem is not null, "the reason is there");
        Assert.Equal(SignInPhase.Unknown, Chat.Phase);
        _page.Instead = _ => null;
        await Eventually.Holds(
            () => { _page.Time.Advance(TimeSpan.FromSeconds(1)); return starting.IsCompleted; }, "the user is found out");
        Assert.Equal(SignInPhase.SignedIn, Chat.Phase);
    }

    private async Task<(ScriptedSocket Socket, RoomState Room)> JoinedAsync()
    {
        var socket = await _page.EnterAsync();
        return (socket, await _page.JoinAsync(socket, "general"));
    }

    private void Refuse(string body) => _page.Instead = path => path == "/publish" ? StubHttp.Json(HttpStatusCode.BadRequest, body) : null;
}
