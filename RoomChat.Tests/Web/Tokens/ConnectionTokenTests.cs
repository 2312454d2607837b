using System.Net;
using System.Net.WebSockets;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Tests.Web.Tokens;

/// <summary>A token signed by a customer's backend is accepted by the gateway, for the user and with the rights in its claims.</summary>
public sealed class ConnectionTokenTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HS256")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    [InlineData("HS256 without a kid")]
    public async Task Token_of_each_algorithm_is_let_in(string kind)
    {
        var token = kind switch
        {
            "HS256" => TestTokens.Hs256(TestTokens.Claims()),
            "RS256" => TestTokens.Rs256(TestTokens.Claims()),
            "ES256" => TestTokens.Es256(TestTokens.Claims()),
            _ => TestTokens.Hs256(TestTokens.Claims().ToJsonString(), kid: null),
        };
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, TestTokens.Settings);
        using var http = gateway.Start();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, token));
        var caller = CallerAt(Assert.Single(backend.Requests));
        Assert.Equal(("ada", "Ada", CallerKind.Token, "127.0.0.1"), (caller.Id, caller.Name, caller.Kind, caller.Address));
        Assert.NotNull(caller.ExpiresAt);
        Assert.True(caller.Grants.IsEverything);
    }

    [Fact]
    public async Task Rooms_of_the_token_reach_the_services()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, TestTokens.Settings);
        using var http = gateway.Start();
        await StatusAsync(http, TestTokens.Hs256(TestTokens.Claims().With("rooms", TestTokens.Rooms("team-*", "join", "history"))));
        await StatusAsync(http, TestTokens.Hs256(TestTokens.Claims().With("rooms", new System.Text.Json.Nodes.JsonArray())));
        Assert.Equal([RoomGrants.Read("team-*=jh"), RoomGrants.Nothing], backend.Requests.Select(request => CallerAt(request).Grants));
    }

    [Fact]
    public async Task WebSocket_accepts_the_token_and_does_not_forward_it()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, TestTokens.Settings);
        using var http = gateway.Start();
        var token = TestTokens.Hs256(TestTokens.Claims());
        using var byHeader = await gateway.ConnectAsync("/ws", options => options.SetRequestHeader("Authorization", $"Bearer {token}"));
        using var byQuery = await gateway.ConnectAsync($"/ws?access_token={token}");
        using var hub = await gateway.ConnectAsync($"/hub?id=1&Access_Token={token}");
        using var bySubprotocol = await gateway.ConnectAsync("/ws", options =>
        {
            options.AddSubProtocol("roomchat");
            options.AddSubProtocol($"roomchat.token.{token}");
        });

        // The test's backend accepts no subprotocol: this connection ends after the handshake.
        Assert.All([byHeader, byQuery, hub], socket => Assert.Equal(WebSocketState.Open, socket.State));
        Assert.Equal(4, backend.Requests.Count);
        Assert.All(backend.Requests, request => Assert.Equal("ada", CallerAt(request).Id));
        Assert.Equal("roomchat", backend.Requests.Last().Headers["Sec-WebSocket-Protocol"]);
        Assert.All(backend.Requests, request => Assert.DoesNotContain(token, request.Everything, StringComparison.Ordinal));
        Assert.NotEmpty(gateway.Logs.Lines);
        Assert.All(gateway.Logs.Lines, line => Assert.DoesNotContain(token, line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Key_beside_a_token_counts_and_a_cookie_does_not()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, TestTokens.Settings);
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        var token = TestTokens.Hs256(TestTokens.Claims());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(
            http, token, request => request.Headers.Add("Ocp-Apim-Subscription-Key", TestGateway.PrimaryKey)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(http, token, request => request.Headers.Add("Cookie", ann.Cookie)));
        Assert.Equal(["subscription:tests", "ada"], backend.Requests.Select(request => CallerAt(request).Id));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(http, token[..^2], request =>
        {
            request.Headers.Add("Cookie", ann.Cookie);
            request.Headers.Add("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        }));
    }

    internal static async Task<HttpStatusCode> StatusAsync(HttpClient http, string token, Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/publish?content=a&room_id=team-1");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        configure?.Invoke(request);
        using var answer = await http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    private static Caller CallerAt(TestBackend.Seen request) => CallerFields.Read(
        field => request.Headers.TryGetValue(Caller.HeaderPrefix + field, out var value) ? Uri.UnescapeDataString(value) : null)!;
}
