using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace RoomChat.Identity.Development;

/// <summary>
/// OpenIddict without a database. Its one client is in the settings and its three users are in the code. Keys live as long as the process.
/// </summary>
internal static class ProviderExtensions
{
    /// <summary>The claim <c>aud</c> of access tokens.</summary>
    public const string Audience = "roomchat";

    public const string AuthorizationPath = "/connect/authorize";
    public const string EndSessionPath = "/connect/logout";

    private static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromMinutes(10);

    public static void AddIdentityProvider(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ClientOptions>().BindConfiguration(ClientOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ClientOptions>, ClientOptionsValidator>();
        // Keys live only in memory: they end with the process, and nothing is written.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAntiforgery(options => options.Cookie.Name = "roomchat-identity.form");
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie =>
        {
            // Cookies are shared by all ports of a host, so the name must differ from the gateway's.
            cookie.Cookie.Name = "roomchat-identity";
            cookie.LoginPath = LoginEndpoints.Path;
        });
        builder.Services.AddOpenIddict().AddServer(AddServer);
    }

    private static void AddServer(OpenIddictServerBuilder server)
    {
        server.EnableDegradedMode();
        server.SetAuthorizationEndpointUris(AuthorizationPath)
            .SetTokenEndpointUris("/connect/token").SetEndSessionEndpointUris(EndSessionPath);
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow();
        server.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.OfflineAccess);
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server.DisableAccessTokenEncryption();
        server.SetAccessTokenLifetime(AccessTokenLifetime);
        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .DisableTransportSecurityRequirement();
        server.AddClientChecks();
    }
}
