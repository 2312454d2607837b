using System.Net;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Client;

namespace RoomChat.Tests.Client;

/// <summary>A client bypasses the gateway where possible, and falls back to it without harm.</summary>
public sealed class DirectSocketsTests : IDisposable
{
    private const string Offer = """{"url":"ws://realtime.test:5000/ws","ticket":"a.b&c","expires_in":15}""";

    private static readonly Uri Endpoint = new("wss://chat.test/ws?subscription-key=k");

    private readonly FakeTimeProvider _time = new();
    private readonly List<Uri> _asked = [];
    private readonly List<Uri> _connected = [];
    private readonly HttpClient _http;
    private readonly DirectSockets _sockets;
    private Func<HttpResponseMessage> _answer = static () => StubHttp.Json(HttpStatusCode.OK, Offer);
    private bool _isInstanceAway;

    public DirectSocketsTests()
    {
        _http = new StubHttp(request =>
        {
            _asked.Add(request.RequestUri!);
            return _answer();
        }).Client();
        _sockets = new DirectSockets(_http, () => new ScriptedSocket(Accept), _time);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Client_requests_a_ticket_with_its_key_and_connects_directly()
    {
        await ConnectAsync();
        Assert.Equal(["https://chat.test/connect?subscription-key=k"], _asked.Select(address => address.AbsoluteUri));
        Assert.Equal(["ws://realtime.test:5000/ws?ticket=a.b%26c"], _connected.Select(address => address.AbsoluteUri));
    }

    [Theory]
    [InlineData(404, "{}")]
    [InlineData(503, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "null")]
    [InlineData(200, """{"url":"ws://realtime.test/ws"}""")]
    [InlineData(200, """{"url":"javascript:alert(1)","ticket":"t","expires_in":15}""")]
    [InlineData(0, "")]
    public async Task Client_uses_the_gateway_where_no_direct_connection_is_offered(int status, string body)
    {
        _answer = () => status == 0 ? throw new HttpRequestException("Nobody is there.") : StubHttp.Json((HttpStatusCode)status, body);
        await ConnectAsync();
        Assert.Equal([Endpoint], _connected);
    }

    [Fact]
    public async Task Failed_direct_connection_is_not_retried_for_a_minute()
    {
        _isInstanceAway = true;
        await ConnectAsync();
        Assert.Equal([Endpoint], _connected);

        _isInstanceAway = false;
        await ConnectAsync();
        Assert.Equal([Endpoint, Endpoint], _connected);
        Assert.Single(_asked);

        _time.Advance(TimeSpan.FromMinutes(1));
        await ConnectAsync();
        Assert.Equal("realtime.test", _connected[^1].Host);
    }

    [Fact]
    public async Task Direct_connection_is_not_retried_after_a_cancelled_attempt()
    {
        using var given = new CancellationTokenSource();
        _answer = () =>
        {
            given.Cancel();
            throw new OperationCanceledException(given.Token);
        };
        await using var socket = _sockets.Create();
        await socket.ConnectAsync(Endpoint, given.Token);
        await ConnectAsync();
        Assert.Single(_asked);
    }

    [Fact]
    public async Task Failure_of_both_connections_reports_the_gateways_error()
    {
        _isInstanceAway = true;
        await using var socket = new DirectSockets(
            _http, () => new ScriptedSocket((_, _) => throw new RoomChatException("No.") { MayRetry = false }), _time).Create();
        Assert.False((await Assert.ThrowsAsync<RoomChatException>(() => socket.ConnectAsync(Endpoint, Ct))).MayRetry);
    }

    private async Task ConnectAsync()
    {
        await using var socket = _sockets.Create();
        await socket.ConnectAsync(Endpoint, Ct);
    }

    private void Accept(ScriptedSocket socket, Uri address)
    {
        if (_isInstanceAway && address.Host == "realtime.test") throw new RoomChatException("Refused.") { MayRetry = true };
        _connected.Add(address);
    }
}
