using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RoomChat.Web.Tokens;

/// <summary>The two kinds of valid tokens, which ASP.NET Core's JWT bearer handler checks.</summary>
internal static class TokenSchemes
{
    /// <summary>Tokens of an OpenID Connect provider.</summary>
    public const string Provider = "RoomChat.Provider";

    /// <summary>Tokens that are signed with a key of the settings.</summary>
    public const string Connection = "RoomChat.Connection";

    /// <summary>Signatures with a public key. Never with a secret: an attacker could use the known public key as the secret.</summary>
    private static readonly string[] ProviderAlgorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void AddTokens(this IServiceCollection services)
    {
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TokenOptions>, TokenOptionsValidator>();
        services.AddSingleton<IValidateOptions<TokenOptions>, TokenIssuersValidator>();
        services.AddSingleton<TokenCallers>();
        services.AddSingleton<TokenCheck>();
        services.AddSingleton<RefusedTokens>();
        services.AddAuthentication().AddJwtBearer(Provider).AddJwtBearer(Connection);
        services.AddOptions<JwtBearerOptions>(Provider)
            .Configure<IOptions<TokenOptions>, TokenCallers, IHostEnvironment>((bearer, tokens, callers, environment) =>
            {
                Configure(bearer, tokens.Value, callers);
                bearer.Authority = tokens.Value.Bearer.Authority;
                bearer.RequireHttpsMetadata = !environment.IsDevelopment();
                bearer.TokenValidationParameters.ValidAudience = tokens.Value.Bearer.Audience;
                bearer.TokenValidationParameters.ValidAlgorithms = ProviderAlgorithms;
            });
        services.AddOptions<JwtBearerOptions>(Connection)
            .Configure<IOptions<TokenOptions>, TokenCallers>((bearer, tokens, callers) =>
            {
                Configure(bearer, tokens.Value, callers);
                SetKeys(bearer.TokenValidationParameters, tokens.Value.Tokens);
            });
    }

    private static void Configure(JwtBearerOptions bearer, TokenOptions tokens, TokenCallers callers)
    {
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.TokenValidationParameters.ClockSkew = tokens.ClockSkew;
        bearer.TokenValidationParameters.RequireExpirationTime = true;
        bearer.TokenValidationParameters.RequireSignedTokens = true;
        bearer.TokenValidationParameters.ValidateIssuer = true;
        bearer.TokenValidationParameters.ValidateAudience = true;
        bearer.TokenValidationParameters.ValidateLifetime = true;
        bearer.TokenValidationParameters.TryAllIssuerSigningKeys = false;
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context =>
            {
                // The token was removed from the request, so that it cannot be logged.
                context.Token = context.HttpContext.GetPresentedToken();
                return Task.CompletedTask;
            },
            OnTokenValidated = context =>
            {
                if (context.SecurityToken is JsonWebToken token && callers.TryRead(token, out var caller, out var problem))
                    context.HttpContext.Features.Set(new TokenCaller(caller));
                else
                    context.Fail("The token says nothing that can be used.");
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>Each key works only with its own algorithm, so that a public key is never used as a secret.</summary>
    private static void SetKeys(TokenValidationParameters parameters, ConnectionTokenOptions options)
    {
        List<TokenKey> keys = [.. options.Keys.Select(key => TokenKey.TryRead(key, out _)).OfType<TokenKey>()];
        parameters.ValidIssuer = options.Issuer;
        parameters.ValidAudience = options.Audience;
        parameters.ValidAlgorithms = [.. keys.Select(key => key.Algorithm).Distinct(StringComparer.Ordinal)];
        parameters.IssuerSigningKeyResolver = (_, token, kid, _) => token is not JsonWebToken { Alg: var algorithm } ? []
            : keys.Where(key => key.Algorithm == algorithm && (string.IsNullOrEmpty(kid) || key.Key.KeyId == kid)).Select(key => key.Key);
    }
}
