using System.Net;

namespace RoomChat.Tests.Web.Session;

/// <summary>A session after its end: every endpoint refuses its cookie.</summary>
public sealed class SessionEndTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cookie_of_an_ended_session_is_refused_everywhere()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(http, HttpMethod.Post, "/publish?content=a"));

        Assert.Equal(HttpStatusCode.NoContent, await ann.StatusAsync(http, HttpMethod.Delete, "/session"));

        Assert.Equal(HttpStatusCode.Unauthorized, await ann.StatusAsync(http, HttpMethod.Get, "/session"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ann.StatusAsync(http, HttpMethod.Post, "/publish?content=replayed"));
        Assert.Equal(HttpStatusCode.Unauthorized, await ann.StatusAsync(http, HttpMethod.Get, "/rooms"));
        using var socket = await ann.ConnectAsync(gateway);
        using var hub = await ann.ConnectAsync(gateway, "/hub");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (socket.HttpStatusCode, hub.HttpStatusCode));
        Assert.True(await gateway.EndedSessions.HasEndedAsync(ann.User.Id, Ct));
        Assert.Single(backend.Requests);
    }

    [Fact]
    public async Task Session_that_ends_at_one_gateway_ends_at_the_others()
    {
        await using var gateway = new TestGateway();
        await using var other = new TestGateway([], ("DataProtection:Path", gateway.KeyFolder)) { EndedSessions = gateway.EndedSessions };
        using var http = gateway.StartWithoutCookies();
        using var elsewhere = other.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(elsewhere, HttpMethod.Get, "/session"));
        await ann.StatusAsync(http, HttpMethod.Delete, "/session");
        await Eventually.Holds(
            async () => await ann.StatusAsync(elsewhere, HttpMethod.Get, "/session") == HttpStatusCode.Unauthorized,
            "the other gateway has heard of it");
    }

    [Fact]
    public async Task Sign_in_over_a_planted_session_ends_that_session()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.StartWithoutCookies();
        var mallory = await SignedIn.BeginAsync(http, "Mallory");
        var victim = await SignedIn.BeginAsync(http, "Victim", mallory.Cookie);
        Assert.NotEqual(mallory.User.Id, victim.User.Id);
        Assert.Equal(HttpStatusCode.Unauthorized, await mallory.StatusAsync(http, HttpMethod.Get, "/session"));
        Assert.Equal(HttpStatusCode.OK, await victim.StatusAsync(http, HttpMethod.Get, "/session"));
    }

    [Fact]
    public async Task Session_that_cannot_be_checked_is_503_and_keys_work()
    {
        await using var backend = await TestBackend.StartAsync();
        await using var gateway = new TestGateway(backend);
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        gateway.EndedSessions.IsAway = true;

        using var refused = await ann.SendAsync(http, HttpMethod.Post, "/publish?content=a");
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "application/problem+json"),
            (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ann.StatusAsync(http, HttpMethod.Get, "/session"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await ann.StatusAsync(http, HttpMethod.Delete, "/session"));
        Assert.Single(gateway.Logs.Lines, line => line.Contains("did not say whether a session was ended", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(http, HttpMethod.Get, "/favicon.svg"));
        Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(http, HttpMethod.Get, $"/rooms?subscription-key={TestGateway.PrimaryKey}"));
    }

    [Fact]
    public async Task Files_of_the_page_are_served_without_a_session_check()
    {
        await using var gateway = new TestGateway();
        using var http = gateway.StartWithoutCookies();
        var ann = await SignedIn.BeginAsync(http, "Ann");
        foreach (var path in (string[])["/shell.js", "/favicon.svg", "/health"])
            Assert.Equal(HttpStatusCode.OK, await ann.StatusAsync(http, HttpMethod.Get, path));
        Assert.Equal(0, gateway.EndedSessions.Questions);
    }
}
