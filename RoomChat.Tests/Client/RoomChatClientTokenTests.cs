using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;

namespace RoomChat.Tests.Client;

public sealed class RoomChatClientTokenTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedServer _server = new();
    private readonly RoomChatClient _client;
    private Func<int, string> _token = number => $"token+{number}";
    private int _asked;

    public RoomChatClientTokenTests() => _client = new RoomChatClient(new RoomChatClientOptions
    {
        Endpoint = new Uri("ws://chat.test/ws"),
        GetAccessToken = _ => Task.FromResult(_token(Interlocked.Increment(ref _asked))),
        CreateSocket = _server.CreateSocket,
        Time = _time,
    });

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    [Fact]
    public async Task Token_is_sent_with_the_handshake_and_renewed_before_expiry()
    {
        var socket = await ConnectAsync();
        Assert.Equal("ws://chat.test/ws?access_token=token%2B1", _server.Address!.AbsoluteUri);
        socket.Say(new ServerFrame.TokenExpiring(60));
        Assert.Equal("token+2", (await socket.HearAsync<ClientFrame.Refresh>()).Token);
        socket.Say(new ServerFrame.Refreshed(3600));
        Assert.IsType<ConnectionState.Connected>(_client.State);
    }

    [Fact]
    public async Task Client_reconnects_with_a_new_token_after_expiry()
    {
        var socket = await ConnectAsync();
        socket.Close(CloseCode.TokenExpired);
        await Eventually.Holds(() => { _time.Advance(TimeSpan.FromSeconds(1)); return _server.Attempts == 2; }, "the client comes back");
        Assert.Equal("?access_token=token%2B2", _server.Address!.Query);
    }

    [Fact]
    public async Task Connection_stays_open_when_no_new_token_is_available()
    {
        var socket = await ConnectAsync();
        _token = _ => throw new InvalidOperationException("no token");
        socket.Say(new ServerFrame.TokenExpiring(60));
        await Eventually.Holds(() => _asked == 2, "a token was asked for");
        socket.SayMessages("all", 1);
        await foreach (var message in _client.Announcements.ReadMessagesAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(1, message.Offset);
            break;
        }
    }

    private async Task<ScriptedSocket> ConnectAsync()
    {
        var connecting = _client.ConnectAsync(TestContext.Current.CancellationToken);
        var socket = await _server.WelcomeAsync();
        await connecting;
        return socket;
    }
}
