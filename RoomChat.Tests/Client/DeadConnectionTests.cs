using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Client;

/// <summary>
/// A silent network failure: sockets stay open, and no frames arrive. Tests move the clock in small steps, up to the client's time limit.
/// </summary>
public sealed class DeadConnectionTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedServer _server = new();
    private readonly ConcurrentQueue<ConnectionState> _states = new();
    private readonly RoomChatClient _client;
    private volatile bool _isDeaf;

    public DeadConnectionTests()
    {
        _client = new RoomChatClient(new RoomChatClientOptions
        {
            Endpoint = new Uri("ws://chat.test/ws"),
            CreateSocket = () => _isDeaf ? new DeafSocket(this) : _server.CreateSocket(),
            Time = _time,
        });
        _client.StateChanged += _states.Enqueue;
    }

    private int DeafAttempts { get; set; }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Check_without_an_answer_reconnects_within_four_seconds()
    {
        var socket = await ConnectAsync();
        _client.CheckNow();
        await socket.HearAsync<ClientFrame.Ping>();
        Pass(4);
        await Eventually.Holds(() => socket.IsDisposed, "the dead connection is given up");
        await Eventually.Holds(() => { Pass(0.5); return _server.Attempts == 2; }, "the client comes back");
        await _server.WelcomeAsync();
        await Eventually.Holds(() => _client.State is ConnectionState.Connected, "the client is connected again");
    }

    [Fact]
    public async Task Check_with_an_answer_keeps_the_connection()
    {
        var socket = await ConnectAsync();
        for (var round = 0; round < 3; round++)
        {
            _client.CheckNow();
            _client.CheckNow();   // a check already runs
            await socket.HearAsync<ClientFrame.Ping>();
            socket.Say(new ServerFrame.Pong());
            await PassedAsync(socket);
            Pass(4);
        }

        Assert.DoesNotContain(_states, state => state is ConnectionState.Reconnecting);
    }

    [Fact]
    public async Task Silent_connection_is_reported_within_ten_seconds()
    {
        var socket = await ConnectAsync();
        Pass(5.5);
        await socket.HearAsync<ClientFrame.Ping>();
        Pass(4);
        await Eventually.Holds(() => _states.Any(state => state is ConnectionState.Reconnecting), "the break is told");
    }

    [Fact]
    public async Task Unanswered_request_is_reported_within_five_seconds()
    {
        var socket = await ConnectAsync();
        var asking = _client.GetRoomsAsync();
        await socket.HearAsync<ClientFrame.GetRooms>();
        Pass(4);
        await Eventually.Holds(() => _client.State is ConnectionState.Silent, "the silence is told");

        socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int>()));
        await asking;
        await Eventually.Holds(() => { Pass(0.5); return _client.State is ConnectionState.Connected; }, "the answer ends it");
        Assert.False(socket.IsDisposed);
    }

    [Fact]
    public async Task Busy_server_is_waited_for_longer_than_a_silent_one()
    {
        var socket = await ConnectAsync();
        var asking = _client.GetRoomsAsync();
        await socket.HearAsync<ClientFrame.GetRooms>();
        var asked = _time.GetTimestamp();
        await Eventually.Holds(() => { Pass(0.5); return _client.State is ConnectionState.Silent; }, "the silence is told");
        Assert.False(socket.IsDisposed);
        await Eventually.Holds(() => { Pass(0.5); return socket.IsDisposed; }, "the connection is given up in the end");
        Assert.True(_time.GetElapsedTime(asked) > TimeSpan.FromSeconds(10));   // the default of RequestTimeout
        await Assert.ThrowsAsync<RoomChatException>(() => asking);
    }

    [Fact]
    public async Task Client_pings_again_after_sleep_before_reconnecting()
    {
        var socket = await ConnectAsync();
        _client.CheckNow();
        await socket.HearAsync<ClientFrame.Ping>();
        _time.Advance(TimeSpan.FromHours(1));   // in one step, as after a closed laptop lid
        await socket.HearAsync<ClientFrame.Ping>();
        socket.Say(new ServerFrame.Pong());
        await PassedAsync(socket);
        Assert.False(socket.IsDisposed);
    }

    [Fact]
    public async Task Check_shortens_an_attempt_under_way()
    {
        _isDeaf = true;
        _ = _client.ConnectAsync();
        await Eventually.Holds(() => DeafAttempts == 1, "an attempt is under way");
        _client.CheckNow();
        _client.CheckNow();   // a second check does not extend the limit
        Pass(3.5);
        await Eventually.Holds(() => _states.LastOrDefault() is ConnectionState.Reconnecting, "the attempt is given up");
        _isDeaf = false;
        _client.CheckNow();
        await _server.WelcomeAsync();
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
        var asking = _client.GetRoomsAsync();
        await socket.HearAsync<ClientFrame.GetRooms>();
        socket.Say(new ServerFrame.RoomsInfo(new Dictionary<string, int>()));
        await asking;
    }

    private void Pass(double seconds)
    {
        for (var passed = 0d; passed < seconds; passed += 0.5) _time.Advance(TimeSpan.FromSeconds(0.5));
    }

    /// <summary>A socket that never finishes connecting.</summary>
    private sealed class DeafSocket(DeadConnectionTests test) : IFrameSocket
    {
        public CloseCode? Closed => null;

        public Task ConnectAsync(Uri endpoint, CancellationToken ct)
        {
            test.DeafAttempts++;
            return Task.Delay(Timeout.Infinite, ct);
        }

        public Task SendAsync(ReadOnlyMemory<byte> frame, CancellationToken ct) => Task.CompletedTask;

        public Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken ct) => Task.FromResult<ReadOnlyMemory<byte>?>(null);

        public Task CloseAsync(CloseCode reason, CancellationToken ct) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
