using System.Collections.Immutable;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace RoomChat.Identity.Development;

/// <summary>Sends users who are signed in back to the client, and others to the form. There is no consent page.</summary>
internal static class AuthorizationEndpoints
{
    /// <summary>The claim in which Entra ID and others have roles.</summary>
    private const string Roles = "roles";

    public static void MapAuthorization(this WebApplication app)
    {
        app.MapGet(ProviderExtensions.AuthorizationPath, (Delegate)AuthorizeAsync);
        app.MapGet(ProviderExtensions.EndSessionPath, (Delegate)EndSessionAsync);
    }

    private static async Task<IResult> AuthorizeAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var signedIn = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (DevelopmentUser.Find(signedIn.Principal?.Identity?.Name) is not { } user)
        {
            return request.HasPromptValue(PromptValues.None)
                ? Results.Forbid(Error(Errors.LoginRequired), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])
                : Results.Challenge(
                    new AuthenticationProperties { RedirectUri = context.Request.Path + context.Request.QueryString },
                    [CookieAuthenticationDefaults.AuthenticationScheme]);
        }
        return Results.SignIn(
            PrincipalOf(user, request.GetScopes()), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async Task<IResult> EndSessionAsync(HttpContext context)
    {
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return Results.SignOut(
            new AuthenticationProperties { RedirectUri = LoginEndpoints.Path }, [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }

    private static ClaimsPrincipal PrincipalOf(DevelopmentUser user, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("RoomChat.Identity.Development", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, user.Id).SetClaim(Claims.Name, user.Name).SetClaim(Claims.Role, user.Role);
        identity.SetClaims(Roles, [user.Role]);
        identity.SetScopes(scopes);
        identity.SetResources(ProviderExtensions.Audience);
        identity.SetDestinations(static _ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }

    private static AuthenticationProperties Error(string error) => new(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
    });
}
