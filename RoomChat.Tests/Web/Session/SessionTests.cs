using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Tests.Web.Session;

public sealed class SessionTests
{
    private static readonly Uri Path = new("/session", UriKind.Relative);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_begins_and_ends()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var none = await http.GetAsync(Path, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal("application/problem+json", none.Content.Headers.ContentType?.MediaType);

        var (begun, cookie) = await BeginAsync(http, "  Änne ");
        Assert.Equal("Änne", begun.Name);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(begun, await http.GetFromJsonAsync(Path, HttpJsonContext.Default.ChatUser, Ct));

        using var ended = await http.DeleteAsync(Path, Ct);
        using var after = await http.GetAsync(Path, Ct);
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task User_without_a_name_gets_one()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        var (user, _) = await BeginAsync(http, null);
        Assert.InRange(user.Name.Length, 1, ProtocolLimits.MaxUserNameLength);
    }

    [Theory]
    [InlineData("   ", "can be seen")]
    [InlineData("a\u0007b", "control character")]
    [InlineData("\u200B", "cannot be seen")]
    [InlineData("\u3164\u3164", "cannot be seen")]
    [InlineData("A\U000E0064da", "cannot be seen")]
    [InlineData("\u202Enimda", "direction")]
    [InlineData("\u0301", "mark")]
    [InlineData("Yоu", "reserved")]
    [InlineData("dev-elop-ment", "reserved")]
    [InlineData("Test caller", "reserved")]
    [InlineData("TÉST CALLER", "reserved")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345", "at most 64 characters")]
    public async Task Bad_name_is_refused_with_the_reason(string name, string reason)
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var response = await http.PostAsJsonAsync(Path, new SessionRequest(name), HttpJsonContext.Default.SessionRequest, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Ct));
        Assert.Contains(reason, problem.RootElement.GetProperty("errors").GetProperty("name")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(reason, problem.RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_with_a_name_of_older_rules_must_choose_another()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        var cookies = gateway.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(
            CookieAuthenticationDefaults.AuthenticationScheme);
        var claims = new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, "user-1"), new(ClaimTypes.Name, "\u202ESystem")],
            CookieAuthenticationDefaults.AuthenticationScheme);
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(claims), CookieAuthenticationDefaults.AuthenticationScheme);
        ticket.Properties.IssuedUtc = TimeProvider.System.GetUtcNow();
        ticket.Properties.ExpiresUtc = DateTimeOffset.UtcNow.AddHours(1);
        http.DefaultRequestHeaders.Add("Cookie", $"roomchat.session={cookies.TicketDataFormat.Protect(ticket)}");

        using var refused = await http.GetAsync(Path, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var (user, _) = await BeginAsync(http, "Sys");
        Assert.Equal("Sys", user.Name);
    }

    [Theory]
    [InlineData("/session", """{"nane":"Ann"}""")]
    [InlineData("/session", """{"name":"Ann","name":"Bob"}""")]
    [InlineData("/session?name=Ann", """{}""")]
    public async Task Unknown_or_repeated_session_fields_are_refused(string path, string body)
    {
        await using var gateway = new TestGateway();
        using var http = gateway.Start();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_page_needs_no_key_but_its_own_origin()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        var (user, _) = await BeginAsync(http, "Ann");
        var ours = gateway.Address.GetLeftPart(UriPartial.Authority);

        Assert.Equal(HttpStatusCode.OK, await PublishAsync(http, ("Origin", ours)));
        Assert.Equal(HttpStatusCode.OK, await PublishAsync(http, ("Sec-Fetch-Site", "same-origin")));
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(http, ("Origin", "http://elsewhere.example")));
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(http, ("Sec-Fetch-Site", "same-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(http, ("Origin", "null")));
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(http));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await PublishAsync(http, ("Origin", ours), ("Ocp-Apim-Subscription-Key", "not-a-key-of-anybody")));
        Assert.Equal(
            HttpStatusCode.OK,
            await PublishAsync(http, ("Origin", "http://elsewhere.example"), ("Ocp-Apim-Subscription-Key", TestGateway.PrimaryKey)));
        Assert.Equal([user.Id, user.Id, "subscription:tests"], backend.Requests.Select(r => r.Headers["X-RoomChat-Caller-Id"]));
    }

    [Fact]
    public async Task WebSocket_with_the_cookie_needs_our_own_origin()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.Start();
        var (user, setCookie) = await BeginAsync(http, "Ann");
        var cookie = setCookie.Split(';')[0];
        var ours = gateway.Address.GetLeftPart(UriPartial.Authority);

        using var socket =
            await gateway.ConnectAsync("/ws", o => { o.SetRequestHeader("Cookie", cookie); o.SetRequestHeader("Origin", ours); });
        using var foreign = await gateway.ConnectAsync(
            "/ws",
            o => { o.SetRequestHeader("Cookie", cookie); o.SetRequestHeader("Origin", "http://elsewhere.example"); });
        using var silent = await gateway.ConnectAsync("/ws", o => o.SetRequestHeader("Cookie", cookie));

        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.Equal("hi", await TestGateway.EchoAsync(socket, "hi"));
        Assert.Equal(HttpStatusCode.Forbidden, foreign.HttpStatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, silent.HttpStatusCode);
        Assert.Equal(user.Id, Assert.Single(backend.Requests).Headers["X-RoomChat-Caller-Id"]);
    }

    [Fact]
    public async Task Cookie_is_accepted_from_configured_origins()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend, ("Session:AllowedOrigins:0", "https://app.example"));
        using var http = gateway.Start();
        var (_, setCookie) = await BeginAsync(http, "Ann");
        var cookie = setCookie.Split(';')[0];

        using var allowed = await gateway.ConnectAsync(
            "/ws",
            o => { o.SetRequestHeader("Cookie", cookie); o.SetRequestHeader("Origin", "https://app.example"); });
        using var foreign = await gateway.ConnectAsync(
            "/ws",
            o => { o.SetRequestHeader("Cookie", cookie); o.SetRequestHeader("Origin", "http://app.example"); });
        Assert.Equal(WebSocketState.Open, allowed.State);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.HttpStatusCode);
        Assert.Equal(HttpStatusCode.OK, await PublishAsync(http, ("Origin", "https://app.example"), ("Sec-Fetch-Site", "same-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await PublishAsync(http, ("Origin", "http://app.example")));
    }

    private static async Task<(ChatUser User, string Cookie)> BeginAsync(HttpClient http, string? name)
    {
        using var response = await http.PostAsJsonAsync(Path, new SessionRequest(name), HttpJsonContext.Default.SessionRequest, Ct);
        response.EnsureSuccessStatusCode();
        var user = await response.Content.ReadFromJsonAsync(HttpJsonContext.Default.ChatUser, Ct);
        return (user!, response.Headers.GetValues("Set-Cookie").Single());
    }

    private static async Task<HttpStatusCode> PublishAsync(HttpClient http, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/publish?content=a");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await http.SendAsync(request, Ct);
        return response.StatusCode;
    }
}
