using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Client;

public sealed class RoomChatClientTests : IAsyncLifetime
{
    private static readonly RoomId General = RoomId.Parse("general", null);

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedServer _server = new();
    private readonly ConcurrentQueue<ConnectionState> _states = new();
    private readonly RoomChatClient _client;

    public RoomChatClientTests()
    {
        _client = new RoomChatClient(new RoomChatClientOptions
        {
            Endpoint = new Uri("ws://chat.test/ws?x=1"),
            SubscriptionKey = "a&b",
            CreateSocket = _server.CreateSocket,
            Time = _time,
        });
        _client.StateChanged += _states.Enqueue;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task The_key_is_a_query_parameter_beside_others()
    {
        await ConnectAsync();
        Assert.Equal("ws://chat.test/ws?x=1&subscription-key=a%26b", _server.Address!.AbsoluteUri);
    }

    [Fact]
    public async Task Connect_completes_when_the_server_sends_resumed()
    {
        var connecting = _client.ConnectAsync();
        var socket = await _server.NextConnectionAsync();
        Assert.Equal(new ClientFrame.Resume(), await socket.HearAsync<ClientFrame.Resume>());
        Assert.False(connecting.IsCompleted);
        socket.Say(new ServerFrame.Resumed("all", 5, "e1", Recovered: false));
        await connecting;
        Assert.IsType<ConnectionState.Connected>(_client.State);
    }

    [Fact]
    public async Task Connect_retries_and_reports_the_next_attempt()
    {
        _server.Refusal = new RoomChatException("Nobody home.") { MayRetry = true };
        var connecting = _client.ConnectAsync();
        await Eventually.Holds(
            () => { _time.Advance(TimeSpan.FromSeconds(1)); return _server.Attempts >= 5; }, "the client tries five times");
        Assert.Contains(_states, state => state is ConnectionState.Reconnecting { NextAttempt: not null, Reason: "Nobody home." });
        _server.Refusal = null;
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return _server.Attempts >= 6; }, "the client tries again");
        await _server.WelcomeAsync();
        await connecting;
    }

    [Fact]
    public async Task Final_refusal_closes_the_client_with_the_reason()
    {
        _server.Refusal = new RoomChatException("Unknown key.") { MayRetry = false };
        var error = await Assert.ThrowsAsync<RoomChatException>(() => _client.ConnectAsync());
        Assert.Equal("Unknown key.", error.Message);
        Assert.IsType<ConnectionState.Closed>(_client.State);
    }

    [Fact]
    public async Task Close_code_decides_whether_the_client_reconnects()
    {
        var socket = await ConnectAsync();
        socket.Close(CloseCode.ShuttingDown);
        await Eventually.Holds(
            () => { _time.Advance(TimeSpan.FromSeconds(1)); return _server.Attempts == 2; }, "the client comes back after 4001");
        socket = await _server.WelcomeAsync();
        await Eventually.Holds(() => _client.State is ConnectionState.Connected, "the client is connected again");
        socket.Close(CloseCode.TooManyErrors);
        await Eventually.Holds(() => _client.State is ConnectionState.Closed { Reason.Code: 4501 }, "the client stays away after 4501");
    }

    [Fact]
    public async Task RetryNow_reconnects_at_once()
    {
        var socket = await ConnectAsync();
        socket.Break();
        await Eventually.Holds(() => _client.State is ConnectionState.Reconnecting { NextAttempt: not null }, "the client waits");
        _client.RetryNow();   // the clock does not move
        await _server.WelcomeAsync();
        await Eventually.Holds(() => _client.State is ConnectionState.Connected, "the client is connected again");
    }

    [Fact]
    public async Task Silent_server_is_pinged_and_then_disconnected()
    {
        var socket = await ConnectAsync();
        var asked = socket.HearAsync<ClientFrame.Ping>();
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return asked.IsCompleted; }, "the server is asked");
        Assert.IsType<ConnectionState.Connected>(_client.State);
        await Eventually.Holds(
            () => { _time.Advance(TimeSpan.FromSeconds(1)); return socket.IsDisposed; }, "the silent connection is given up");
    }

    [Fact]
    public async Task Server_that_answers_pings_stays_connected()
    {
        var socket = await ConnectAsync();
        for (var round = 0; round < 3; round++)
        {
            var asked = socket.HearAsync<ClientFrame.Ping>();
            await Eventually.Holds(
                () => { if (!asked.IsCompleted) _time.Advance(TimeSpan.FromSeconds(1)); return asked.IsCompleted; },
                "the server is asked");
            socket.Say(new ServerFrame.Pong());
            await PassedAsync(socket);
        }

        Assert.Equal(1, _server.Attempts);
    }

    [Fact]
    public async Task Server_without_ping_is_asked_for_its_rooms_instead()
    {
        var errors = new ConcurrentQueue<RoomChatException>();
        _client.ErrorReceived += errors.Enqueue;
        var socket = await ConnectAsync();
        var pinged = socket.HearAsync<ClientFrame.Ping>();
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return pinged.IsCompleted; }, "the server is pinged");
        socket.Say(new ServerFrame.ActionError(ErrorCode.UnknownAction, "There is no action 'ping'.", "ping"));
        await PassedAsync(socket);
        var asked = socket.HearAsync<ClientFrame.GetRooms>();
        await Eventually.Holds(
            () => { _time.Advance(TimeSpan.FromSeconds(1)); return asked.IsCompleted; }, "the server is asked for its rooms");
        Assert.Empty(errors);
        Assert.Equal(1, _server.Attempts);
    }

    [Fact]
    public async Task The_rooms_are_listed_with_their_members()
    {
        var socket = await ConnectAsync();
        var listing = _client.GetRoomsAsync();
        await socket.HearAsync<ClientFrame.GetRooms>();
        socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int> { ["general"] = 5 }));
        Assert.Equal(5, (await listing)["general"]);
    }

    [Fact]
    public async Task Refused_join_reports_the_reason_and_can_be_repeated()
    {
        var socket = await ConnectAsync();
        var joining = _client.JoinAsync(General);
        await socket.HearAsync<ClientFrame.Join>();
        socket.Say(new ServerFrame.ActionError(ErrorCode.TooManyRooms, "You are in 50 rooms.", "join", "general"));
        var error = await Assert.ThrowsAsync<RoomChatException>(() => joining);
        Assert.Equal((ErrorCode.TooManyRooms, "You are in 50 rooms."), (error.Code, error.Message));

        joining = _client.JoinAsync(General);
        await socket.HearAsync<ClientFrame.Join>();
        socket.SayJoined("general", 0, recovered: false);
        Assert.Equal(General, (await joining).RoomId);
    }

    [Fact]
    public async Task Missing_answer_is_an_error_after_a_timeout()
    {
        var socket = await ConnectAsync();
        var joining = _client.JoinAsync(General);
        await socket.HearAsync<ClientFrame.Join>();
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return joining.IsCompleted; }, "the join ends");
        Assert.True((await Assert.ThrowsAsync<RoomChatException>(() => joining)).MayRetry);
    }

    [Fact]
    public async Task Second_join_of_a_room_and_join_of_all_throw()
    {
        var socket = await ConnectAsync();
        var joining = _client.JoinAsync(General);
        await socket.HearAsync<ClientFrame.Join>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => _client.JoinAsync(General));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _client.JoinAsync(RoomId.All));
        socket.SayJoined("general", 0, recovered: false);
        await joining;
    }

    [Fact]
    public async Task Frames_of_a_newer_server_and_nonsense_are_skipped()
    {
        var socket = await ConnectAsync();
        socket.Say("""{"type":"typing","room_id":"general"}""");
        socket.Say("""{"room_id":"general"}""");
        socket.Say("nonsense");
        await PassedAsync(socket);
        Assert.Equal(1, _server.Attempts);
    }

    [Fact]
    public async Task Errors_that_answer_no_call_are_raised()
    {
        var errors = new ConcurrentQueue<RoomChatException>();
        _client.ErrorReceived += errors.Enqueue;
        var socket = await ConnectAsync();
        socket.Say(new ServerFrame.ActionError(ErrorCode.RateLimited, "Slower, please."));
        await PassedAsync(socket);
        Assert.Equal("Slower, please.", Assert.Single(errors).Message);
    }

    [Fact]
    public async Task Disposal_sends_a_close_and_ends_every_room()
    {
        var socket = await ConnectAsync();
        var joining = _client.JoinAsync(General);
        await socket.HearAsync<ClientFrame.Join>();
        socket.SayJoined("general", 0, recovered: false);
        var room = await joining;
        await _client.DisposeAsync();
        Assert.Equal(CloseCode.Normal, socket.Goodbye);
        Assert.True(socket.IsDisposed);
        Assert.Empty(await room.ReadMessagesAsync().ToListAsync());
        Assert.IsType<ConnectionState.Closed>(_client.State);
    }

    private async Task<ScriptedSocket> ConnectAsync()
    {
        var connecting = _client.ConnectAsync();
        var socket = await _server.WelcomeAsync();
        await connecting;
        return socket;
    }

    /// <summary>Waits until the client has handled all frames so far: the answer to a new request comes after them.</summary>
    private async Task PassedAsync(ScriptedSocket socket)
    {
        var listing = _client.GetRoomsAsync();
        await socket.HearAsync<ClientFrame.GetRooms>();
        socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int> { ["marker"] = 1 }));
        await Eventually.Holds(() => listing.IsCompleted, "the marker comes back");
        Assert.True((await listing).ContainsKey("marker") || (await listing).Count == 0);
    }
}
