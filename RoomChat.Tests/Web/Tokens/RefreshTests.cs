using System.Net.WebSockets;
using System.Text.Json;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Tests.Realtime;
using static RoomChat.Tests.Web.Tokens.TestTokens;

namespace RoomChat.Tests.Web.Tokens;

/// <summary>Renewal of a connection by a new token: gateway and realtime service together.</summary>
public sealed class RefreshTests : IAsyncLifetime
{
    private TestGateway _gateway = null!;
    private RealtimeServer _server = null!;
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _gateway = new TestGateway(backend: null, Settings);
        _http = _gateway.Start();
        _server = await RealtimeServer.StartAsync(new()
        {
            [RealtimeServer.SecretSetting] = TestGateway.Secret,
            ["Realtime:Tokens:Gateway"] = _gateway.Address.ToString(),
            ["Realtime:Tokens:Notice"] = "01:00:00",
        });
        _gateway.ChangeDestinations(_server.HubAddress.GetLeftPart(UriPartial.Authority));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Token_renews_the_connection_without_losing_rooms()
    {
        await using var client = await ConnectAsync(Hs256(Claims(lifetimeSeconds: 300)));
        await client.JoinAsync("team-1", Ct);
        var notice = await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "token_expiring"), "token_expiring");
        Assert.InRange(notice.GetProperty("expires_in").GetInt64(), 1, 300);

        await RefreshAsync(client, Rs256(Claims(lifetimeSeconds: 7200)));

        var refreshed = await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "refreshed"), "refreshed");
        Assert.InRange(refreshed.GetProperty("expires_in").GetInt64(), 301, 7200);
        await _server.SayAsync("team-1", "still here");
        await client.WaitForContentAsync("still here");
    }

    [Fact]
    public async Task Hub_renews_as_well()
    {
        await using var hub = await HubRecorder.ConnectAsync(
            new Uri(_gateway.Address, $"/hub?direct=no&access_token={Hs256(Claims(lifetimeSeconds: 300))}"));
        await hub.JoinAsync("team-1");
        var refreshed = await hub.AskAsync("refresh", new { token = Es256(Claims(lifetimeSeconds: 7200)) });
        Assert.InRange(refreshed.GetProperty("expires_in").GetInt64(), 301, 7200);
    }

    [Fact]
    public async Task Ticket_of_the_gateway_renews_once()
    {
        await using var client = await ConnectAsync(Hs256(Claims()));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/renewal");
        request.Headers.Add("Authorization", $"Bearer {Hs256(Claims(lifetimeSeconds: 7200))}");
        using var answer = await _http.SendAsync(request, Ct);
        var ticket = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(Ct)).GetProperty("ticket").GetString()!;
        await RefreshAsync(client, ticket);
        await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "refreshed"), "refreshed");
        await RefreshAsync(client, ticket);
        Assert.Equal("invalid_token", await ErrorAsync(client));
    }

    [Theory]
    [InlineData("of another user")]
    [InlineData("expired")]
    [InlineData("of another key")]
    [InlineData("that is none")]
    public async Task Bad_token_does_not_renew_and_the_connection_continues(string kind)
    {
        await using var client = await ConnectAsync(Hs256(Claims()));
        await RefreshAsync(client, kind switch
        {
            "of another user" => Hs256(Claims(sub: "grace")),
            "expired" => Hs256(Claims(lifetimeSeconds: -60)),
            "of another key" => Hs256(Claims(), secret: OtherSecret),
            _ => "x",
        });
        Assert.Equal("invalid_token", await ErrorAsync(client));
        await client.JoinAsync("team-1", Ct);
    }

    [Fact]
    public async Task Rooms_that_the_new_token_does_not_allow_are_left()
    {
        await using var client = await ConnectAsync(Hs256(Claims()));
        await client.JoinAsync("team-1", Ct);
        await client.JoinAsync("secret", Ct);
        await RefreshAsync(client, Hs256(Claims().With("rooms", TestTokens.Rooms("team-*", "join"))));
        await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "refreshed"), "refreshed");
        var left = Assert.Single(client.Frames, frame => FrameRecorder.IsType(frame, "room_left"));
        Assert.Equal("secret", FrameRecorder.Text(left, "room_id"));
        await client.SendAsync("""{"action":"join","room_id":"secret"}""", Ct);
        Assert.Equal("forbidden", await ErrorAsync(client));
        await _server.SayAsync("secret", "not for this one");
        await _server.SayAsync("team-1", "for this one");
        await client.WaitForContentAsync("for this one");
        Assert.Equal(["for this one"], client.Contents);
    }

    [Fact]
    public async Task Connection_of_a_key_cannot_be_renewed()
    {
        await using var client = await FrameRecorder.ConnectAsync(SocketAddress($"subscription-key={TestGateway.PrimaryKey}"), Ct);
        await RefreshAsync(client, Hs256(Claims(sub: "subscription:tests")));
        Assert.Equal("forbidden", await ErrorAsync(client));
    }

    [Fact]
    public async Task Subprotocol_of_a_browser_is_agreed_on()
    {
        using var socket = await _gateway.ConnectAsync("/ws", options =>
        {
            options.AddSubProtocol("roomchat");
            options.AddSubProtocol($"roomchat.token.{Hs256(Claims())}");
        });
        Assert.Equal((WebSocketState.Open, "roomchat"), (socket.State, socket.SubProtocol));
        // The handshake is answered before the connection is registered.
        var connections = _server.Part<ConnectionRegistry>();
        await Eventually.Holds(() => connections.Count == 1, "the connection is open");
        Assert.Equal(CallerKind.Token, Assert.Single(connections.All()).Caller.Kind);
    }

    private Uri SocketAddress(string query) => new UriBuilder(new Uri(_gateway.Address, "/ws")) { Scheme = "ws", Query = query }.Uri;

    private Task<FrameRecorder> ConnectAsync(string token) => FrameRecorder.ConnectAsync(SocketAddress($"access_token={token}"), Ct);

    private static Task RefreshAsync(FrameRecorder client, string token) =>
        client.SendAsync($$"""{"action":"refresh","token":"{{token}}"}""", Ct);

    private static async Task<string?> ErrorAsync(FrameRecorder client) =>
        FrameRecorder.Text(await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "error"), "an error"), "code");
}
