using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using static RoomChat.Tests.Web.Tokens.TestTokens;

namespace RoomChat.Tests.Web.Tokens;

/// <summary>Tokens of an OpenID Connect provider; the gateway reads its keys.</summary>
public sealed class ProviderTokenTests : IAsyncLifetime
{
    private WebApplication _provider = null!;
    private TestBackend _backend = null!;
    private TestGateway _gateway = null!;
    private HttpClient _http = null!;

    private string Authority => _provider.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _provider = builder.Build();
        _provider.MapGet("/.well-known/openid-configuration", () => Results.Content(
            $$"""{"issuer":"{{Authority}}","jwks_uri":"{{Authority}}/keys"}""", "application/json"));
        _provider.MapGet("/keys", () => Results.Content(KeySet("provider-key"), "application/json"));
        await _provider.StartAsync(TestContext.Current.CancellationToken);
        _backend = await TestBackend.StartAsync();
        _gateway = new TestGateway(
            _backend, [.. Settings, ("Authentication:Bearer:Authority", Authority), ("Authentication:Bearer:Audience", "api://roomchat")]);
        _http = _gateway.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _gateway.DisposeAsync();
        await _backend.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Tokens_of_the_provider_and_of_our_keys_are_accepted()
    {
        var claims = Claims().With("iss", Authority).With("aud", "api://roomchat");
        Assert.Equal(HttpStatusCode.OK, await ConnectionTokenTests.StatusAsync(_http, Rs256(claims, kid: "provider-key")));
        Assert.Equal(HttpStatusCode.OK, await ConnectionTokenTests.StatusAsync(_http, Hs256(Claims())));
    }

    [Fact]
    public async Task Token_of_another_issuer_or_audience_is_refused()
    {
        string[] bad =
        [
            Rs256(Claims().With("aud", "api://roomchat"), kid: "provider-key"),
            Rs256(Claims().With("iss", Authority), kid: "provider-key"),
            Rs256(Claims().With("iss", Authority).With("aud", "api://roomchat"), kid: "provider-key", key: OtherRsa),
            Rs256(Claims().With("iss", Authority).With("aud", "api://roomchat"), kid: "gone"),
            // The issuer of our keys must not sign tokens of the provider.
            Hs256(Claims().With("iss", Authority).With("aud", "api://roomchat")),
            Sign("none", null, Claims().With("iss", Authority).With("aud", "api://roomchat").ToJsonString(), _ => []),
            Sign("HS256", "provider-key", Claims().With("iss", Authority).With("aud", "api://roomchat").ToJsonString(),
                bytes => HMACSHA256.HashData(Encoding.UTF8.GetBytes(Rsa.ExportSubjectPublicKeyInfoPem()), bytes)),
        ];
        foreach (var token in bad) Assert.Equal(HttpStatusCode.Unauthorized, await ConnectionTokenTests.StatusAsync(_http, token));
        Assert.Empty(_backend.Requests);
    }
}
