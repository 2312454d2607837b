using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;

namespace RoomChat.Web.Session;

/// <summary>
/// What the session cookie is and holds: the user's id and name, encrypted. Each sign-in makes a new id, so a session goes by it.
/// </summary>
internal static class SessionCookie
{
    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private const string Name = "roomchat.session";

    /// <summary>With it browsers take the cookie from this very host only, over TLS, and for all paths (RFC 6265bis, 4.1.3.2).</summary>
    private const string HostPrefix = "__Host-";

    public static string NameOf(SessionOptions session) => session.Secure == true ? HostPrefix + Name : Name;

    public static void Configure(CookieAuthenticationOptions options, SessionOptions session, SessionCheck check, TimeProvider time)
    {
        options.Cookie.Name = NameOf(session);
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = session.Secure == true ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = session.Lifetime;
        options.SlidingExpiration = true;
        options.TimeProvider = time;
        // Here and not later: a ticket that is refused is not prolonged either.
        options.Events.OnValidatePrincipal = async context =>
        {
            if (!await IsGoodAsync(context, session, check, time)) context.RejectPrincipal();
        };
    }

    /// <summary>
    /// The list keeps an end for the lifetime of the settings: a ticket of a longer one, from before they were changed, must not outlive
    /// that.
    /// </summary>
    private static async Task<bool> IsGoodAsync(
        CookieValidatePrincipalContext context, SessionOptions session, SessionCheck check, TimeProvider time) =>
        context.Properties.IssuedUtc + session.Lifetime > time.GetUtcNow()
        && context.Principal is { } principal && GetId(principal) is { } id
        && !await check.HasEndedAsync(id, context.HttpContext.RequestAborted);

    /// <summary>A user of the given name, with an id of its own.</summary>
    public static ChatUser NewUser(UserName name) => new($"user-{RandomNumberGenerator.GetHexString(24, lowercase: true)}", name.Value);

    /// <summary>
    /// The user of a valid session, or null. A name that was taken under older rules and would be refused now is no name: its user must
    /// choose another one.
    /// </summary>
    public static ChatUser? GetUser(ClaimsPrincipal principal) =>
        GetId(principal) is { } id && UserName.TryParse(principal.FindFirst(ClaimTypes.Name)?.Value, out var name, out _) && !name.IsReserved
            ? new ChatUser(id, name.Value)
            : null;

    /// <summary>The user's id, whatever the name; null without a session.</summary>
    public static string? GetId(ClaimsPrincipal principal) => principal.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    public static Task SignInAsync(HttpContext context, ChatUser user)
    {
        var claims = new[] { new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(ClaimTypes.Name, user.Name) };
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        return context.SignInAsync(Scheme, principal, new AuthenticationProperties { IsPersistent = true });
    }
}
