using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using RoomChat.Web.Session;

namespace RoomChat.Web.SignIn;

/// <summary>Signs users of the page in: authorization code with PKCE, and the gateway as a confidential client.</summary>
internal static class OidcScheme
{
    public const string Name = "RoomChat.Oidc";

    public const string CallbackPath = "/signin-oidc";
    public const string SignedOutPath = "/signout-callback-oidc";

    private const string CookiePrefix = "roomchat.sign-in.";

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddOptions<OidcOptions>().BindConfiguration(OidcOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OidcOptions>, OidcOptionsValidator>();
        services.AddSingleton<SignedInUsers>();
        services.AddSingleton<OperatorRole>();
        services.AddSingleton<ProviderRenewal>();
        services.AddAuthentication().AddOpenIdConnect(Name, static _ => { });
        services.AddOptions<OpenIdConnectOptions>(Name)
            .Configure<IOptions<OidcOptions>, SignedInUsers, IHostEnvironment>((options, settings, users, environment) =>
                Configure(options, settings.Value, users, environment.IsDevelopment()));
    }

    private static void Configure(OpenIdConnectOptions options, OidcOptions settings, SignedInUsers users, bool isDevelopment)
    {
        options.SignInScheme = SessionCookie.Scheme;
        options.Authority = settings.Authority;
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.RequireHttpsMetadata = !isDevelopment;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // By GET: a POST from the provider's page would not carry SameSite=Lax cookies.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.DisableTelemetry = true;
        options.CallbackPath = CallbackPath;
        options.SignedOutCallbackPath = SignedOutPath;
        options.RemoteSignOutPath = default;
        foreach (var scope in settings.Scopes) options.Scope.Add(scope);
        foreach (var (cookie, kind) in new[] { (options.CorrelationCookie, "correlation."), (options.NonceCookie, "nonce.") })
        {
            cookie.Name = CookiePrefix + kind;
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = isDevelopment ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        }
        options.Events.OnTokenValidated = users.AdmitAsync;
        options.Events.OnTicketReceived = SignInEndpoints.FinishAsync;
        options.Events.OnRemoteFailure = SignInEndpoints.FailAsync;
    }
}
