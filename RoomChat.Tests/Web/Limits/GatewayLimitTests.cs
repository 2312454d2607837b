using System.Net;
using System.Net.WebSockets;

namespace RoomChat.Tests.Web.Limits;

/// <summary>Rate limits at the gateway: per user of the page, and per client address.</summary>
public sealed class GatewayLimitTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Address_begins_so_many_sessions_and_no_more()
    {
        await using var gateway = new TestGateway([], Limit("Sessions", addressBurst: 3));
        using var http = gateway.StartWithoutCookies();
        for (var i = 0; i < 3; i++) await SignedIn.BeginAsync(http, "Ann");
        Assert.Equal(0, gateway.Metrics.Count("roomchat.limits.refused", "sessions"));
        using var refused = await SignedIn.TryBeginAsync(http, "Ann");
        await AssertRefusedAsync(refused);
        Assert.Equal(1, gateway.Metrics.Count("roomchat.limits.refused", "sessions"));
    }

    [Fact]
    public async Task Session_is_replaced_so_often_and_no_more()
    {
        await using var gateway = new TestGateway([], Limit("Sessions", userBurst: 1));
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        using var bad = await SignedIn.TryBeginAsync(http, "You", ann.Cookie);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        using var refused = await SignedIn.TryBeginAsync(http, "Anna", ann.Cookie);
        await AssertRefusedAsync(refused);
    }

    [Fact]
    public async Task Many_users_of_one_address_share_its_open_connections()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, ("Limits:OpenPerAddress", "3"));
        using var http = gateway.StartWithoutCookies();
        var sockets = new List<ClientWebSocket>();
        for (var i = 0; i < 3; i++)
            sockets.Add(await (await SignedIn.BeginAsync(http, $"Ann {i}")).ConnectAsync(gateway, i == 1 ? "/hub" : "/ws"));
        var last = await SignedIn.BeginAsync(http, "Zoe");

        using var refused = await last.ConnectAsync(gateway);
        using var program = await gateway.ConnectAsync($"/ws?subscription-key={TestGateway.PrimaryKey}");

        Assert.All(sockets, socket => Assert.Equal(WebSocketState.Open, socket.State));
        Assert.Equal((HttpStatusCode.TooManyRequests, WebSocketState.Open), (refused.HttpStatusCode, program.State));
        Assert.Contains("Retry-After", refused.HttpResponseHeaders!.Keys);
        await sockets[0].CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", Ct);
        await Eventually.Holds(async () =>
        {
            using var again = await last.ConnectAsync(gateway);
            return again.State == WebSocketState.Open;
        }, "a closed connection makes room for another");
        sockets.ForEach(socket => socket.Dispose());
    }

    [Theory]
    [InlineData("/ws")]
    [InlineData("/hub")]
    public async Task User_connects_so_often_and_no_more(string path)
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, Limit("Connections", userBurst: 1));
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        using var first = await ann.ConnectAsync(gateway, path);
        using var second = await ann.ConnectAsync(gateway, path);
        Assert.Equal((WebSocketState.Open, HttpStatusCode.TooManyRequests), (first.State, second.HttpStatusCode));
        using var negotiation = await ann.SendAsync(http, HttpMethod.Post, "/hub/negotiate");
        await AssertRefusedAsync(negotiation);
    }

    [Fact]
    public async Task Connections_of_an_address_are_limited_but_not_of_programs()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, Limit("Connections", addressBurst: 1));
        using var http = gateway.StartWithoutCookies();
        using var ann = await (await SignedIn.BeginAsync(http, "Ann")).ConnectAsync(gateway);
        using var bob = await (await SignedIn.BeginAsync(http, "Bob")).ConnectAsync(gateway);
        using var program = await gateway.ConnectAsync($"/ws?subscription-key={TestGateway.PrimaryKey}");
        Assert.Equal(
            (WebSocketState.Open, HttpStatusCode.TooManyRequests, WebSocketState.Open), (ann.State, bob.HttpStatusCode, program.State));
    }

    [Fact]
    public void Wrong_limit_stops_the_start()
    {
        using var gateway = new TestGateway([], ("Limits:Sessions:AddressBurst", "0"));
        Assert.Contains("AddressBurst", Assert.ThrowsAny<Exception>(gateway.Start).Message, StringComparison.Ordinal);
    }

    /// <summary>Token buckets that gain one token a minute: none during a test.</summary>
    private static (string, string)[] Limit(string of, int userBurst = 1_000, int addressBurst = 1_000) =>
    [
        ($"Limits:{of}:UserBurst", $"{userBurst}"), ($"Limits:{of}:UserPerMinute", "1"),
        ($"Limits:{of}:AddressBurst", $"{addressBurst}"), ($"Limits:{of}:AddressPerMinute", "1"),
    ];

    private static async Task AssertRefusedAsync(HttpResponseMessage response)
    {
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, "application/problem+json"),
            (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.InRange(Assert.NotNull(response.Headers.RetryAfter?.Delta), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Contains("Try again in", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }
}
