using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Contracts.Http;
using RoomChat.Realtime.Connections;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Identity.Tickets;
using RoomChat.Tests.Realtime;
using RoomChat.Web.Gateway.Sockets;

namespace RoomChat.Tests.Web.Gateway.Direct;

/// <summary>
/// A caller that may connect gets a ticket at the gateway, and connects directly to the realtime service, under the rules of the gateway.
/// </summary>
public sealed class DirectConnectionTests : IAsyncLifetime
{
    private const string Key = "Ocp-Apim-Subscription-Key";

    private RealtimeServer _server = null!;
    private TestGateway _gateway = null!;
    private HttpClient _http = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await RealtimeServer.StartAsync(
            new() { [RealtimeServer.SecretSetting] = TestGateway.Secret, ["Realtime:Connections:MaxPerUser"] = "1" });
        _gateway = new TestGateway([Origin], ("Gateway:Direct:Addresses:0", Origin));
        _http = _gateway.StartWithoutCookies();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
        await _server.DisposeAsync();
    }

    private string Origin => _server.HubAddress.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task Ticket_opens_one_direct_connection_for_its_caller()
    {
        var offer = await AskWithKeyAsync();
        Assert.InRange(offer.ExpiresIn, 1, 60);
        await using var client = await FrameRecorder.ConnectAsync(AddressOf(offer), Ct);
        await client.SendAsync("""{"action":"resume"}""", Ct);
        var me = await client.WaitForAsync(frame => FrameRecorder.IsType(frame, "resumed"), "known");
        Assert.Equal("Tést caller", FrameRecorder.Text(me.GetProperty("user"), "name"));
        Assert.Equal((1, 0), (_server.Connections.Count, _gateway.Services.GetRequiredService<SocketDrain>().Count));

        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(AddressOf(offer)));
    }

    [Fact]
    public async Task Ticket_used_at_one_instance_is_used_at_all()
    {
        await using var other =
            await RealtimeServer.StartAsync(new() { [RealtimeServer.SecretSetting] = TestGateway.Secret }, sharingWith: _server);
        var offer = await AskWithKeyAsync();
        Assert.Null(await TryAsync(AddressOf(offer)));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(new UriBuilder(AddressOf(offer)) { Port = other.Address.Port }.Uri));
    }

    [Theory]
    [InlineData("https://elsewhere.example")]
    [InlineData(null)]
    public async Task Stolen_ticket_is_refused_for_other_origins_and_programs(string? origin)
    {
        var ann = await SignedIn.BeginAsync(_http, "Ann");
        var offer = await AskAsync(ann.Cookie, Page);
        Assert.Equal(HttpStatusCode.Forbidden, await TryAsync(AddressOf(offer), origin));
        Assert.Null(await TryAsync(AddressOf(offer), Page));
    }

    [Fact]
    public async Task Forged_ticket_is_refused()
    {
        var offer = await AskWithKeyAsync();
        var (url, ticket) = (offer.Url, offer.Ticket);
        foreach (var bad in (string[])["", "x", "x.y", ticket[..^1], ticket.Split('.')[0], $"{ticket}&ticket={ticket}"])
            Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(new Uri($"{url}?ticket={bad}")));
        Assert.Equal(HttpStatusCode.Unauthorized, await TryAsync(new Uri(url)));
    }

    [Fact]
    public async Task Limits_of_a_user_hold_past_the_gateway()
    {
        var ann = await SignedIn.BeginAsync(_http, "Ann");
        using var first = new ClientWebSocket();
        first.Options.SetRequestHeader("Origin", Page);
        await first.ConnectAsync(AddressOf(await AskAsync(ann.Cookie, Page)), Ct);
        Assert.Equal(HttpStatusCode.TooManyRequests, await TryAsync(AddressOf(await AskAsync(ann.Cookie, Page)), Page));
    }

    [Fact]
    public async Task Caller_headers_beside_a_ticket_are_ignored()
    {
        await using var client = await FrameRecorder.ConnectAsync(
            AddressOf(await AskWithKeyAsync()), Ct, new Caller("subscription:admin", "Admin") { Address = "x" });
        await client.JoinAsync("general", Ct);
        var caller = Assert.Single(_server.Connections.All()).Caller;
        Assert.Equal(("Tést caller", (string?)null), (caller.Name, caller.Address));
    }

    [Fact]
    public async Task Ticket_is_503_while_stopping_or_without_the_store()
    {
        _server.UsedTickets.IsAway = true;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TryAsync(AddressOf(await AskWithKeyAsync())));
        _server.UsedTickets.IsAway = false;
        await _server.Part<ConnectionDrain>().DrainAsync(Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await TryAsync(AddressOf(await AskWithKeyAsync())));
    }

    [Fact]
    public async Task Caller_that_may_not_connect_gets_no_ticket()
    {
        var ann = await SignedIn.BeginAsync(_http, "Ann");
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync((Key, "not-a-key-of-anybody"))).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await PostAsync(("Cookie", ann.Cookie), ("Origin", "https://elsewhere.example"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(("Cookie", ann.Cookie))).StatusCode);
        using var get = await _http.GetAsync(new Uri("/connect", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    [Fact]
    public async Task Without_public_addresses_there_is_no_way_past_the_gateway()
    {
        await using var gateway = new TestGateway([Origin]);
        using var http = gateway.Start();
        http.DefaultRequestHeaders.Add(Key, TestGateway.PrimaryKey);
        using var answer = await http.PostAsync(new Uri("/connect", UriKind.Relative), content: null, Ct);
        Assert.Equal(
            (HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Page_may_connect_to_the_instances_and_nowhere_else()
    {
        using var page = await _http.GetAsync(new Uri("/", UriKind.Relative), Ct);
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($" http://{_server.Address.Authority} ws://{_server.Address.Authority};", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hub_clients_connect_directly_unless_direct_is_no()
    {
        await using var direct =
            await HubRecorder.ConnectAsync(new Uri(_gateway.Address, $"/hub?subscription-key={TestGateway.PrimaryKey}"));
        await direct.JoinAsync("general");
        var sockets = _gateway.Services.GetRequiredService<SocketDrain>();
        Assert.Equal((1, 0), (_server.Connections.Count, sockets.Count));
        await using var behind =
            await HubRecorder.ConnectAsync(new Uri(_gateway.Address, $"/hub?subscription-key={TestGateway.PrimaryKey}&direct=no"));
        await behind.JoinAsync("general");
        Assert.Equal((2, 1), (_server.Connections.Count, sockets.Count));
        Assert.All(_server.Connections.All(), connection => Assert.Equal("Tést caller", connection.Caller.Name));
    }

    [Fact]
    public async Task Foreign_access_token_does_not_change_the_signed_caller()
    {
        var hub = new Uri(_gateway.Address, $"/hub?subscription-key={TestGateway.PrimaryKey}&direct=no&access_token=of-another-system");
        await using var client = await HubRecorder.ConnectAsync(hub);
        await client.JoinAsync("general");
        Assert.Equal("Tést caller", Assert.Single(_server.Connections.All()).Caller.Name);
    }

    [Fact]
    public async Task Negotiation_at_an_instance_does_not_use_the_ticket()
    {
        var offer = await AskWithKeyAsync();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var negotiation = new HttpRequestMessage(HttpMethod.Post, new Uri($"{Origin}/hub/negotiate?negotiateVersion=1"))
            {
                Headers = { { "Authorization", $"Bearer {offer.Ticket}" } },
            };
            using var answer = await _http.SendAsync(negotiation, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Empty(answer.Content.Headers.Allow);
        }
        Assert.Null(await TryAsync(AddressOf(offer)));
    }

    [Fact]
    public async Task Instance_answers_the_preflight_of_a_negotiation()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, new Uri($"{Origin}/hub/negotiate"))
        {
            Headers =
            {
                { "Origin", Page }, { "Access-Control-Request-Method", "POST" },
                { "Access-Control-Request-Headers", "authorization,x-requested-with" }
            },
        };
        using var answer = await _http.SendAsync(preflight, Ct);
        Assert.Equal(Page, answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        using var unsigned = await _http.PostAsync(new Uri($"{Origin}/hub/negotiate"), content: null, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
    }

    private string Page => _gateway.Address.GetLeftPart(UriPartial.Authority);

    private static Uri AddressOf(DirectConnection offer) =>
        new($"{offer.Url}?{Ticket.QueryParameter}={Uri.EscapeDataString(offer.Ticket)}");

    private Task<DirectConnection> AskWithKeyAsync() => ReadAsync((Key, TestGateway.PrimaryKey));

    private Task<DirectConnection> AskAsync(string cookie, string origin) => ReadAsync(("Cookie", cookie), ("Origin", origin));

    private async Task<DirectConnection> ReadAsync(params (string Name, string Value)[] headers)
    {
        using var answer = await PostAsync(headers);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync(HttpJsonContext.Default.DirectConnection, Ct))!;
    }

    private async Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request, Ct);
    }

    /// <summary>The status of a refused handshake; null if the connection opened.</summary>
    private static async Task<HttpStatusCode?> TryAsync(Uri address, string? origin = null)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(address, Ct);
            return null;
        }
        catch (WebSocketException)
        {
            return socket.HttpStatusCode;
        }
    }
}
