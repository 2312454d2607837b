using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RoomChat.Tests.Web.Session;

public sealed class SessionCookieTests
{
    [Fact]
    public async Task Cookie_outside_Development_is_secure_and_bound_to_the_host()
    {
        await using var gateway = new TestGateway { EnvironmentName = Environments.Production };
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        Assert.StartsWith("__Host-roomchat.session=", ann.SetCookie, StringComparison.Ordinal);
        Assert.Contains("; secure", ann.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", ann.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", ann.SetCookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(http, HttpMethod.Get, "/session"));
    }

    [Theory]
    [InlineData("Development", null, "roomchat.session=")]
    [InlineData("Development", "true", "__Host-roomchat.session=")]
    [InlineData("Production", "false", "roomchat.session=")]
    public async Task Setting_overrides_the_secure_cookie(string environment, string? secure, string name)
    {
        await using var gateway = new TestGateway([], secure is null ? [] : [("Session:Secure", secure)]) { EnvironmentName = environment };
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        Assert.StartsWith(name, ann.SetCookie, StringComparison.Ordinal);
        Assert.Equal(secure == "true", ann.SetCookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("Production", "30.00:00:00", true)]
    [InlineData("Development", "30.00:00:00", false)]
    public async Task Answers_over_TLS_have_HSTS_outside_Development(string environment, string forHowLong, bool isTold)
    {
        await using var gateway =
            new TestGateway([], ("Session:HttpsOnlyFor", forHowLong), ("Proxies:Trusted:0", "127.0.0.1")) { EnvironmentName = environment };
        using var http = gateway.StartWithoutCookies();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/favicon.svg");
        request.Headers.Host = "chat.example";
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(
            isTold ? "max-age=2592000" : null,
            response.Headers.TryGetValues("Strict-Transport-Security", out var told) ? Assert.Single(told) : null);
    }

    [Fact]
    public async Task Without_sessions_there_is_no_page_and_keys_work()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var before = new TestGateway();
        using var begun = before.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(begun, "Ann");
        await using var gateway = new TestGateway(
            backend, ("Session:Enabled", "false"), ("ConnectionStrings:redis", ""), ("DataProtection:Path", before.KeyFolder));
        using var http = gateway.StartWithoutCookies();

        using var refused = await SignedIn.TryBeginAsync(http, "Ann");
        Assert.Equal(
            (HttpStatusCode.NotFound, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.Contains(
            "subscription key", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await ann.StatusAsync(http, HttpMethod.Get, "/"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ann.StatusAsync(http, HttpMethod.Post, "/publish?content=a"));
        using var socket = await ann.ConnectAsync(gateway);
        Assert.Equal(HttpStatusCode.Unauthorized, socket.HttpStatusCode);
        Assert.Equal(
            HttpStatusCode.OK,
            await ann.StatusAsync(http, HttpMethod.Post, $"/publish?content=a&subscription-key={TestGateway.PrimaryKey}"));
    }

    [Fact]
    public void Sessions_need_Redis_for_ended_sessions()
    {
        using var gateway = new TestGateway([], ("ConnectionStrings:redis", ""));
        Assert.Contains(
            "ConnectionStrings:redis", Assert.Throws<OptionsValidationException>(gateway.Start).Message, StringComparison.Ordinal);
    }
}
