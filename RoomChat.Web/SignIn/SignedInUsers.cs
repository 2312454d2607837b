using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;
using RoomChat.Web.Names;
using RoomChat.Web.Session;
using RoomChat.Web.SubscriptionKeys;
using StackExchange.Redis;

namespace RoomChat.Web.SignIn;

/// <summary>Makes a session of the page from the provider's claims about a user.</summary>
internal sealed class SignedInUsers(KeyRing keys, KeptNames names, OperatorRole role, TimeProvider time)
{
    /// <summary>Accepts the user. Fails the sign-in of a user who cannot be one here.</summary>
    public async Task AdmitAsync(TokenValidatedContext context)
    {
        var claims = context.Principal!;
        var id = claims.FindFirstValue(JwtRegisteredClaimNames.Sub);
        var shown = claims.FindFirstValue(JwtRegisteredClaimNames.Name)
            ?? claims.FindFirstValue(JwtRegisteredClaimNames.PreferredUsername) ?? id;
        if (!UserId.IsValid(id) || !UserName.TryParse(shown, out var name, out _) || name.IsReserved
            || keys.DisplayNames.Any(name.LooksLike))
        {
            context.Fail("The provider's user has an id or a name that cannot be used here.");
            return;
        }
        try
        {
            await names.KeepAsync(name, id, context.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            context.Fail(e);
            return;
        }
        var sessionId = RandomNumberGenerator.GetHexString(32, lowercase: true);
        context.Principal = SessionCookie.PrincipalOf(new ChatUser(id, name.Value), sessionId);
        context.Properties!.IsPersistent = true;
        role.Keep(context.Properties, claims.Claims);
        ProviderRenewal.Keep(context.Properties!, context.TokenEndpointResponse, time.GetUtcNow());
    }
}
