using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Client;

/// <summary>Options and handlers may throw. The client must not stop silently because of that.</summary>
public sealed class HandlerFaultTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedServer _server = new();
    private readonly RoomChatClient _client;
    private volatile bool _hasNoSocket;

    public HandlerFaultTests() => _client = new RoomChatClient(new RoomChatClientOptions
    {
        Endpoint = new Uri("ws://chat.test/ws"),
        CreateSocket = () => _hasNoSocket ? throw new NotSupportedException("no socket") : _server.CreateSocket(),
        Time = _time,
    });

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Client_reconnects_though_a_StateChanged_handler_throws()
    {
        var heard = new ConcurrentQueue<ConnectionState>();
        _client.StateChanged += _ => throw new InvalidOperationException("a handler's fault");
        _client.StateChanged += heard.Enqueue;
        var socket = await ConnectAsync();
        socket.Break();
        await ReconnectAsync();
        Assert.Contains(heard, state => state is ConnectionState.Reconnecting);
        Assert.IsType<ConnectionState.Connected>(heard.Last());
    }

    [Fact]
    public async Task Final_refusal_is_reported_though_a_handler_throws()
    {
        _client.StateChanged += _ => throw new InvalidOperationException("a handler's fault");
        _server.Refusal = new RoomChatException("Unknown key.") { MayRetry = false };
        var refused = await Assert.ThrowsAsync<RoomChatException>(() => _client.ConnectAsync().WaitAsync(Eventually.Patience));
        Assert.Equal("Unknown key.", refused.Message);
    }

    [Fact]
    public async Task Connection_stays_though_an_ErrorReceived_handler_throws()
    {
        var heard = new ConcurrentQueue<RoomChatException>();
        _client.ErrorReceived += _ => throw new InvalidOperationException("a handler's fault");
        _client.ErrorReceived += heard.Enqueue;
        var socket = await ConnectAsync();
        socket.Say(new ServerFrame.ActionError(ErrorCode.RateLimited, "Slower, please."));
        await Eventually.Holds(() => heard.Count == 1, "the other handler hears it");
        var asking = _client.GetRoomsAsync();
        await socket.HearAsync<ClientFrame.GetRooms>();
        socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int>()));
        await asking.WaitAsync(Eventually.Patience);
        Assert.Equal(1, _server.Attempts);
    }

    [Fact]
    public async Task Client_reconnects_though_a_socket_could_not_be_made()
    {
        var socket = await ConnectAsync();
        _hasNoSocket = true;
        socket.Break();
        await Eventually.Holds(
            () =>
            {
                _time.Advance(TimeSpan.FromSeconds(1));
                return _client.State is ConnectionState.Reconnecting { Reason: "The connection failed." };
            },
            "the attempt fails");
        _hasNoSocket = false;
        await ReconnectAsync();
    }

    [Fact]
    public async Task Disposal_ends_every_room_though_a_handler_throws()
    {
        var socket = await ConnectAsync();
        var joining = _client.JoinAsync(RoomId.Parse("general", null));
        await socket.HearAsync<ClientFrame.Join>();
        socket.SayJoined("general", 0, recovered: false);
        var room = await joining;
        _client.StateChanged += _ => throw new InvalidOperationException("a handler's fault");
        await _client.DisposeAsync();
        Assert.Empty(await room.ReadMessagesAsync().ToListAsync().AsTask().WaitAsync(Eventually.Patience));
    }

    private async Task<ScriptedSocket> ConnectAsync()
    {
        var connecting = _client.ConnectAsync();
        var socket = await _server.WelcomeAsync();
        await connecting.WaitAsync(Eventually.Patience);
        return socket;
    }

    private async Task ReconnectAsync()
    {
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return _server.Attempts == 2; }, "the client comes back");
        await _server.WelcomeAsync();
        await Eventually.Holds(() => _client.State is ConnectionState.Connected, "the client is connected again");
    }
}
