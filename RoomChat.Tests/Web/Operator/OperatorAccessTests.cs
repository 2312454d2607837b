using System.Net;
using RoomChat.Tests.Web.SignIn;

namespace RoomChat.Tests.Web.Operator;

/// <summary>The gateway allows only operators to use their API: users with the role, and keys marked for operators.</summary>
public sealed class OperatorAccessTests : IClassFixture<OperatorSystem>, IDisposable
{
    private const string Address = "/operator/instances";
    private const string RoleHeader = "X-RoomChat-Caller-Role";

    private readonly OperatorSystem _system;
    private readonly Browser _browser;

    public OperatorAccessTests(OperatorSystem system) => (_system, _browser) = (system, system.NewBrowser());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Operator_role_of_the_provider_reaches_the_service()
    {
        await _browser.SignInAsync("grace");
        var before = _system.Backend.Requests.Count;
        using var answer = await _browser.SendAsync(HttpMethod.Get, Address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("operator", Assert.Single(_system.Backend.Requests.Skip(before)).Headers[RoleHeader]);
        Assert.Contains("\"operator\":true", (await _browser.GetAsync("/session")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Member_is_refused_and_is_told_of_no_role()
    {
        await _browser.SignInAsync("ada");
        await AssertRefusedAsync(() => _browser.SendAsync(HttpMethod.Get, Address));
        Assert.DoesNotContain("operator", (await _browser.GetAsync("/session")).Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guest_is_refused()
    {
        await _browser.ComeAsGuestAsync("Ann");
        await AssertRefusedAsync(() => _browser.SendAsync(HttpMethod.Get, Address));
    }

    [Theory]
    [InlineData(TestGateway.PrimaryKey, HttpStatusCode.Forbidden)]
    [InlineData(OperatorSystem.OperatorKey, HttpStatusCode.OK)]
    [InlineData("a-key-that-nobody-has", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    public async Task Key_needs_the_setting(string? key, HttpStatusCode status)
    {
        using var answer = await SendAsync("Ocp-Apim-Subscription-Key", key);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Token_of_an_operator_is_refused()
    {
        await AssertRefusedAsync(() => SendAsync("Authorization", $"Bearer {OperatorSystem.TokenWithRole}"));
    }

    [Fact]
    public async Task Forged_role_header_opens_nothing()
    {
        await AssertRefusedAsync(() => SendAsync("Ocp-Apim-Subscription-Key", TestGateway.PrimaryKey, (RoleHeader, "operator")));
        using var elsewhere = await SendAsync("Ocp-Apim-Subscription-Key", TestGateway.PrimaryKey, (RoleHeader, "operator"), "/rooms");
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
        Assert.False(_system.Backend.Requests.Last().Headers.ContainsKey(RoleHeader));
    }

    [Theory]
    [InlineData("POST", "/operator/instances/abc/drain")]
    [InlineData("POST", "/operator/connections/close")]
    [InlineData("POST", "/operator/broadcast")]
    [InlineData("POST", "/operator/broker/rooms/dead-letters/1")]
    [InlineData("DELETE", "/operator/broker/rooms/dead-letters/1")]
    public async Task Foreign_page_changes_nothing_with_the_operators_cookie(string method, string path)
    {
        await _browser.SignInAsync("grace");
        var before = _system.Backend.Requests.Count;
        foreach (var site in (string[])["cross-site", "same-site"])
        {
            using var foreign = await _browser.SendAsync(new HttpMethod(method), path, site);
            Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        }
        using var allowed = await SendAsync("Cookie", CookieOf(_browser), ("Origin", OperatorSystem.AllowedOrigin), path, method);
        Assert.Equal(HttpStatusCode.Forbidden, allowed.StatusCode);
        using var silent = await SendAsync("Cookie", CookieOf(_browser), ("X-Nothing", "1"), path, method);
        Assert.Equal(HttpStatusCode.Forbidden, silent.StatusCode);
        Assert.Equal(before, _system.Backend.Requests.Count);
        using var own = await _browser.SendAsync(new HttpMethod(method), path);
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Wrong_method_is_405()
    {
        await _browser.SignInAsync("grace");
        using var answer = await _browser.SendAsync(HttpMethod.Put, Address);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("ada", HttpStatusCode.NotFound)]
    [InlineData("grace", HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.NotFound)]
    public async Task Page_is_there_for_operators_only(string? user, HttpStatusCode status)
    {
        if (user is not null) await _browser.SignInAsync(user);
        using var answer = await _browser.SendAsync(HttpMethod.Get, "/operator");
        Assert.Equal(status, answer.StatusCode);
    }

    private static async Task AssertRefusedAsync(Func<Task<HttpResponseMessage>> send)
    {
        using var answer = await send();
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private string CookieOf(Browser browser) => browser.Cookies.GetCookieHeader(_system.Gateway.Address);

    private async Task<HttpResponseMessage> SendAsync(
        string header, string? value, (string Name, string Value)? other = null, string path = Address, string method = "GET")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_system.Gateway.Address, path));
        if (value is not null) request.Headers.TryAddWithoutValidation(header, value);
        if (other is { } more) request.Headers.TryAddWithoutValidation(more.Name, more.Value);
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        return await http.SendAsync(request, Ct);
    }
}
