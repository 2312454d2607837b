using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RoomChat.Web.SignIn;

namespace RoomChat.Tests.Web.SignIn;

/// <summary>Users sign in at the provider, and guests cannot take their names: with the real gateway and the real provider.</summary>
public sealed class SignInTests(SignInSystem system) : IClassFixture<SignInSystem>, IDisposable
{
    private readonly Browser _browser = system.NewBrowser();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Sign_in_begins_a_session_and_returns_to_the_page()
    {
        var (address, page) = await _browser.SignInAsync("ada");
        Assert.Equal("/signin-oidc", address.AbsolutePath);
        Assert.Contains("url=/r/general", page, StringComparison.Ordinal);

        var user = await _browser.GetUserAsync();
        Assert.Equal(("ada", "Ada Lovelace", null), (user!.Id, user.Name, user.Guest));
        var before = system.Backend.Requests.Count;
        using var rooms = await _browser.SendAsync(HttpMethod.Get, "/rooms");
        var seen = Assert.Single(system.Backend.Requests.Skip(before));
        Assert.Equal(("ada", "User"), (seen.Headers["X-RoomChat-Caller-Id"], seen.Headers["X-RoomChat-Caller-Kind"]));
        Assert.NotEmpty(seen.Headers["X-RoomChat-Caller-Session"]);
        Assert.All(_browser.Cookies.GetAllCookies().Where(cookie => cookie.Name.StartsWith("roomchat.session", StringComparison.Ordinal)),
            cookie => Assert.True(cookie.HttpOnly));
    }

    [Fact]
    public async Task Wrong_password_begins_no_session()
    {
        var (address, _) = await _browser.SignInAsync("ada", password: "grace");
        Assert.Equal("/login", address.AbsolutePath);
        Assert.Null(await _browser.GetUserAsync());
    }

    [Fact]
    public async Task Guest_cannot_take_a_look_alike_of_a_registered_name()
    {
        await _browser.SignInAsync("alan");
        using var guest = system.NewBrowser();
        foreach (var name in (string[])["Alan Turing", "ALAN  TURING", "Alan Тuring", "A1an Turing"])
            Assert.Equal(HttpStatusCode.BadRequest, await guest.ComeAsGuestAsync(name));
        Assert.Equal(HttpStatusCode.OK, await guest.ComeAsGuestAsync("Alan"));
        Assert.True((await guest.GetUserAsync())!.Guest);
    }

    [Fact]
    public async Task Guest_session_ends_when_its_names_owner_signs_in()
    {
        using var guest = system.NewBrowser();
        Assert.Equal(HttpStatusCode.OK, await guest.ComeAsGuestAsync("Grace Hopper"));
        var before = (await guest.GetUserAsync())!;
        await _browser.SignInAsync("grace");
        Assert.Equal("grace", (await _browser.GetUserAsync())!.Id);
        Assert.True(await system.Gateway.EndedSessions.HasEndedAsync(before.Id, Ct));
    }

    [Fact]
    public async Task Guest_cannot_take_a_user_name_and_users_cannot_rename()
    {
        await _browser.SignInAsync("ada");
        Assert.Equal(HttpStatusCode.Forbidden, await _browser.RenameAsync("Countess"));
        using var guest = system.NewBrowser();
        await guest.ComeAsGuestAsync("Byron");
        Assert.Equal(HttpStatusCode.BadRequest, await guest.RenameAsync("Ada Lovelace"));
        Assert.Equal("Byron", (await guest.GetUserAsync())!.Name);
        Assert.Equal("Ada Lovelace", (await _browser.GetUserAsync())!.Name);
    }

    [Fact]
    public async Task Sign_in_ends_the_previous_session_of_the_cookie()
    {
        await _browser.ComeAsGuestAsync("Planted");
        var planted = (await _browser.GetUserAsync())!.Id;
        await _browser.SignInAsync("ada");
        Assert.True(await system.Gateway.EndedSessions.HasEndedAsync(planted, Ct));
    }

    [Fact]
    public async Task Sign_out_ends_only_this_session_and_the_provider_session()
    {
        using var elsewhere = system.NewBrowser();
        await elsewhere.SignInAsync("ada");
        await _browser.SignInAsync("ada");
        using var ended = await _browser.SendAsync(HttpMethod.Delete, "/session");
        Assert.Equal(HttpStatusCode.NoContent, ended.StatusCode);
        var (address, _) = await _browser.GetAsync("/session/sign-out");
        Assert.Equal(new Uri(system.Gateway.Address, "/"), address);
        Assert.Null(await _browser.GetUserAsync());
        Assert.Equal("/login", (await _browser.GetAsync("/session/sign-in")).Address.AbsolutePath);
        Assert.NotNull(await elsewhere.GetUserAsync());
    }

    [Theory]
    [InlineData("GET", "/session/sign-in")]
    [InlineData("GET", "/session/sign-out")]
    [InlineData("POST", "/session")]
    [InlineData("PATCH", "/session")]
    [InlineData("DELETE", "/session")]
    [InlineData("POST", "/publish?content=a&room_id=a")]
    [InlineData("POST", "/connect")]
    [InlineData("POST", "/connect/renewal")]
    [InlineData("POST", "/hub/negotiate")]
    public async Task Foreign_page_with_the_user_cookie_is_forbidden(string method, string path)
    {
        await _browser.SignInAsync("ada");
        var before = system.Backend.Requests.Count;
        foreach (var site in (string[])["cross-site", "same-site"])
        {
            using var answer = await _browser.SendAsync(new HttpMethod(method), path, site);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        Assert.Equal(before, system.Backend.Requests.Count);
        Assert.Equal("ada", (await _browser.GetUserAsync())!.Id);
    }

    /// <summary>Otherwise an attacker could sign a victim in as a user of the attacker's choice.</summary>
    [Theory]
    [InlineData("/signin-oidc?code=x")]
    [InlineData("/signin-oidc?code=x&state=y")]
    [InlineData("/signin-oidc?error=access_denied")]
    [InlineData("/signin-oidc")]
    public async Task Callback_that_was_not_asked_for_begins_no_session(string path)
    {
        var (_, page) = await _browser.GetAsync(path);
        Assert.Contains("sign-in=failed", page, StringComparison.Ordinal);
        Assert.Null(await _browser.GetUserAsync());
    }

    [Fact]
    public async Task Callback_of_another_browser_begins_no_session()
    {
        using var attacker = new HttpClient(new SocketsHttpHandler { CookieContainer = _browser.Cookies, AllowAutoRedirect = false });
        await _browser.SignInAsync("ada");
        using var asked = await attacker.GetAsync(new Uri(system.Gateway.Address, "/session/sign-in"), Ct);
        using var answered = await attacker.GetAsync(asked.Headers.Location, Ct);
        Assert.Equal("/signin-oidc", answered.Headers.Location!.AbsolutePath);
        using var victim = system.NewBrowser();
        var (_, page) = await victim.GetAsync(answered.Headers.Location.PathAndQuery);
        Assert.Contains("sign-in=failed", page, StringComparison.Ordinal);
        Assert.Null(await victim.GetUserAsync());
    }

    [Fact]
    public async Task Session_is_renewed_at_the_provider_until_it_refuses()
    {
        await _browser.SignInAsync("ada");
        var renewal = system.Gateway.Services.GetRequiredService<ProviderRenewal>();
        var properties = SessionProperties.Of(system.Gateway, _browser);
        Assert.Equal((true, false), await renewal.CheckAsync("ada", properties));
        properties.SetString("roomchat.ask_again_at", "0");
        Assert.Equal((true, true), await renewal.CheckAsync("ada", properties));
        Assert.NotEqual("0", properties.GetString("roomchat.ask_again_at"));

        properties.SetString("roomchat.ask_again_at", "0");
        properties.SetString("refresh_token", "revoked");
        Assert.Equal((false, false), await renewal.CheckAsync("ada", properties));
    }

    [Fact]
    public async Task Session_outlives_a_provider_that_is_away()
    {
        await _browser.SignInAsync("ada");
        var properties = SessionProperties.Of(system.Gateway, _browser);
        properties.SetString("roomchat.ask_again_at", "0");
        // The same sessions at a gateway whose provider does not respond.
        await using var gateway = new TestGateway(
            system.Backend,
            [
                .. system.Provider.Settings, ("Authentication:Oidc:Authority", "http://127.0.0.1:1"),
                ("DataProtection:Path", system.Gateway.KeyFolder),
            ]);
        gateway.StartServer();
        Assert.Equal((true, true), await gateway.Services.GetRequiredService<ProviderRenewal>().CheckAsync("ada", properties));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(gateway.Address, "/session"));
        request.Headers.Add("Cookie", _browser.Cookies.GetCookieHeader(system.Gateway.Address));
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var answer = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Production", null, HttpStatusCode.Forbidden)]
    [InlineData("Production", "true", HttpStatusCode.OK)]
    [InlineData("Development", null, HttpStatusCode.OK)]
    [InlineData("Development", "false", HttpStatusCode.Forbidden)]
    public async Task Guests_are_accepted_by_environment_and_setting(string environment, string? setting, HttpStatusCode status)
    {
        await using var gateway = new TestGateway(system.Backend, ("Session:Guests", setting!)) { EnvironmentName = environment };
        gateway.StartServer();
        using var browser = new Browser(gateway.Address);
        Assert.Equal(status, await browser.ComeAsGuestAsync("Ann"));
        var guests = status == HttpStatusCode.OK ? "true" : "false";
        Assert.Equal($$"""{"sign_in":false,"guests":{{guests}}}""", (await browser.GetAsync("/session/ways")).Page);
    }

    [Fact]
    public async Task Guest_session_is_refused_after_guests_are_switched_off()
    {
        await _browser.ComeAsGuestAsync("Ann");
        await using var gateway = new TestGateway(
            system.Backend, ("Session:Guests", "false"), ("DataProtection:Path", system.Gateway.KeyFolder));
        using var http = gateway.StartWithoutCookies();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/session");
        request.Headers.Add("Cookie", _browser.Cookies.GetCookieHeader(system.Gateway.Address));
        using var answer = await http.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("/r/general", "/r/general")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    [InlineData("/a\r\nb", "/")]
    public void Sign_in_leads_back_to_a_path_of_ours_only(string? target, string expected) =>
        Assert.Equal(expected, SignInEndpoints.LocalOf(target));
}
