using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RoomChat.Tests.Web.SignIn;
using RoomChat.Web.SignIn;

namespace RoomChat.Tests.Web.Operator;

public sealed class OperatorRoleTests(OperatorSystem system) : IClassFixture<OperatorSystem>
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(60));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("roles", "operator", true)]
    [InlineData("roles", "Operator", false)]
    [InlineData("roles", "operators", false)]
    [InlineData("role", "operator", false)]
    public void Role_is_the_named_claim_word_for_word(string claim, string value, bool isOperator)
    {
        var session = new AuthenticationProperties();
        Role("operator").Keep(session, [new Claim("roles", "member"), new Claim(claim, value)]);
        Assert.Equal(isOperator, Role("operator").Has(session));
    }

    [Fact]
    public void Without_the_setting_nobody_is_an_operator()
    {
        var session = new AuthenticationProperties();
        Role("operator").Keep(session, [new Claim("roles", "operator")]);
        Assert.False(Role(null).Has(session));
        Role(null).Keep(session, [new Claim("roles", "operator")]);
        Assert.False(Role("operator").Has(session));
    }

    [Fact]
    public void Role_lapses_when_the_provider_does_not_confirm_it()
    {
        var session = new AuthenticationProperties();
        Role("operator").Keep(session, [new Claim("roles", "operator")]);
        _time.Advance(OperatorRole.GoodFor - TimeSpan.FromSeconds(1));
        Assert.True(Role("operator").Has(session));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Role("operator").Has(session));
    }

    [Fact]
    public async Task Renewal_confirms_the_role_of_the_same_user()
    {
        using var browser = system.NewBrowser();
        await browser.SignInAsync("grace");
        var renewal = system.Gateway.Services.GetRequiredService<ProviderRenewal>();
        var role = system.Gateway.Services.GetRequiredService<OperatorRole>();
        var session = SessionProperties.Of(system.Gateway, browser);
        role.Keep(session, []);
        session.SetString("roomchat.ask_again_at", "0");
        Assert.Equal((true, true), await renewal.CheckAsync("grace", session));
        Assert.True(role.Has(session));

        // The last answer comes from a cache for a while, because requests often run in parallel.
        session.SetString("roomchat.ask_again_at", "0");
        Assert.Equal((true, true), await renewal.CheckAsync("ada", session));
        Assert.False(role.Has(session));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("no token")]
    public async Task Renewal_without_a_good_id_token_ends_the_role(string? idToken)
    {
        var role = system.Gateway.Services.GetRequiredService<OperatorRole>();
        var provider = system.Gateway.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OidcScheme.Name);
        var session = new AuthenticationProperties();
        role.Keep(session, [new Claim("roles", "operator")]);
        Assert.True(role.Has(session));
        await role.RenewAsync(session, "grace", idToken, provider, Ct);
        Assert.False(role.Has(session));
    }

    [Fact]
    public async Task Renewal_with_a_token_of_another_issuer_ends_the_role()
    {
        var role = system.Gateway.Services.GetRequiredService<OperatorRole>();
        var provider = system.Gateway.Services.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(OidcScheme.Name);
        var session = new AuthenticationProperties();
        role.Keep(session, [new Claim("roles", "operator")]);
        await role.RenewAsync(session, "grace", OperatorSystem.TokenWithRole, provider, Ct);
        Assert.False(role.Has(session));
    }

    private OperatorRole Role(string? name) =>
        new(Options.Create(new OidcOptions { OperatorRole = name }), _time, NullLogger<OperatorRole>.Instance);
}
