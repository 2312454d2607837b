using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using RoomChat.Contracts.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;
using RoomChat.Tests.Realtime;
using RoomChat.Tests.Web.Tokens;

namespace RoomChat.Tests.Web.Gateway.Direct;

/// <summary>Direct connections of callers with a token.</summary>
public sealed class TokenTicketTests : IAsyncLifetime
{
    private RealtimeServer _server = null!;
    private TestGateway _gateway = null!;
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RealtimeServer.StartAsync(new() { [RealtimeServer.SecretSetting] = TestGateway.Secret });
        var origin = _server.HubAddress.GetLeftPart(UriPartial.Authority);
        _gateway = new TestGateway([origin], [.. TestTokens.Settings, ("Gateway:Direct:Addresses:0", origin)]);
        _http = _gateway.StartWithoutCookies();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Connection_by_token_ticket_is_renewed_by_another_ticket()
    {
        var claims = TestTokens.Claims(lifetimeSeconds: 300).With("rooms", TestTokens.Rooms("team-*", "join"));
        var offer = (await PostAsync("/connect", claims)).Deserialize(HttpJsonContext.Default.DirectConnection)!;
        var address = new Uri($"{offer.Url}?{Ticket.QueryParameter}={Uri.EscapeDataString(offer.Ticket)}");
        await using var client = await FrameRecorder.ConnectAsync(address, Ct);
        await client.JoinAsync("team-1", Ct);
        var caller = Assert.Single(_server.Connections.All()).Caller;
        Assert.Equal((CallerKind.Token, "ada", "team-*=j"), (caller.Kind, caller.Id, caller.Grants.Text));

        var renewal = await PostAsync("/connect/renewal", TestTokens.Claims(lifetimeSeconds: 7200));
        await client.SendAsync($$"""{"action":"refresh","token":"{{renewal.GetProperty("ticket").GetString()}}"}""", Ct);
        var refreshed = await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "refreshed"), "refreshed");
        Assert.InRange(refreshed.GetProperty("expires_in").GetInt64(), 301, 7200);
    }

    [Fact]
    public async Task Used_ticket_as_token_is_ignored_and_forged_is_refused()
    {
        var ann = await SignedIn.BeginAsync(_http, "Ann");
        var page = _gateway.Address.GetLeftPart(UriPartial.Authority);
        var ticket = (await NegotiateAsync(token: null)).Token!;
        Assert.Equal(HttpStatusCode.OK, (await NegotiateAsync(ticket)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await NegotiateAsync($"{ticket}x")).Status);

        async Task<(HttpStatusCode Status, string? Token)> NegotiateAsync(string? token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/hub/negotiate?negotiateVersion=1");
            request.Headers.TryAddWithoutValidation("Cookie", ann.Cookie);
            request.Headers.TryAddWithoutValidation("Origin", page);
            if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            using var answer = await _http.SendAsync(request, Ct);
            var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct));
            return (answer.StatusCode, body.TryGetProperty("accessToken", out var given) ? given.GetString() : null);
        }
    }

    private async Task<JsonElement> PostAsync(string path, JsonObject claims)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Authorization", $"Bearer {TestTokens.Hs256(claims)}");
        using var answer = await _http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Ct));
    }
}
