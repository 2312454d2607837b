using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.SignIn;

namespace RoomChat.Web.Session;

/// <summary>
/// The session cookie. It holds the user's id and name, encrypted. A guest gets a new id with each session, which is also the session's id.
/// The session of a user who has signed in has an id of its own.
/// </summary>
internal static class SessionCookie
{
    private const string SessionIdClaim = "sid";

    public const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    private const string Name = "roomchat.session";

    /// <summary>With this prefix browsers accept the cookie only from this host, over TLS, for all paths (RFC 6265bis, 4.1.3.2).</summary>
    private const string HostPrefix = "__Host-";

    public static string NameOf(SessionOptions session) => session.Secure == true ? HostPrefix + Name : Name;

    public static void Configure(
        CookieAuthenticationOptions options, SessionOptions session, SessionCheck check, ProviderRenewal provider, TimeProvider time)
    {
        options.Cookie.Name = NameOf(session);
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = session.Secure == true ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = session.Lifetime;
        options.SlidingExpiration = true;
        options.TimeProvider = time;
        // In this event and not later, so that a refused ticket is not prolonged.
        options.Events.OnValidatePrincipal = async context =>
        {
            if (!await IsGoodAsync(context, session, check, time))
            {
                context.RejectPrincipal();
                return;
            }
            var (isGood, isRenewed) = await provider.CheckAsync(GetId(context.Principal!), context.Properties);
            if (!isGood) context.RejectPrincipal();
            else if (isRenewed) context.ShouldRenew = true;
        };
    }

    /// <summary>
    /// The list keeps an end for the lifetime in the settings. A ticket from a time with a longer setting must not outlive that entry.
    /// </summary>
    private static async Task<bool> IsGoodAsync(
        CookieValidatePrincipalContext context, SessionOptions session, SessionCheck check, TimeProvider time) =>
        context.Properties.IssuedUtc + session.Lifetime > time.GetUtcNow()
        && context.Principal is { } principal && GetSessionId(principal) is { } id
        && (session.Guests == true || principal.HasClaim(claim => claim.Type == SessionIdClaim))
        && !await check.HasEndedAsync(id, context.HttpContext.RequestAborted);

    /// <summary>A guest with this name and a new id.</summary>
    public static ChatUser NewUser(UserName name) =>
        new($"{ChatUser.GuestPrefix}{RandomNumberGenerator.GetHexString(24, lowercase: true)}", name.Value);

    /// <summary>
    /// The user of a valid session, or null. Also null for a name from older rules that is not valid now: its user must choose another one.
    /// </summary>
    public static ChatUser? GetUser(ClaimsPrincipal principal) =>
        GetId(principal) is { } id
        && UserName.TryParse(principal.FindFirst(ClaimTypes.Name)?.Value, out var name, out _) && !name.IsReserved
            ? new ChatUser(id, name.Value)
            : null;

    /// <summary>The user's id, with any name; null without a session.</summary>
    public static string? GetId(ClaimsPrincipal principal) => principal.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    /// <summary>The id of the session in the list of ended ones: its own, or for guests the user's.</summary>
    public static string? GetSessionId(ClaimsPrincipal principal) => principal.FindFirst(SessionIdClaim)?.Value ?? GetId(principal);

    /// <summary>The caller of a session; null without one.</summary>
    public static Caller? GetCaller(ClaimsPrincipal principal) =>
        GetUser(principal) is { } user ? new Caller(user.Id, user.Name) { SessionId = principal.FindFirst(SessionIdClaim)?.Value } : null;

    /// <summary>The content of a session's cookie.</summary>
    /// <param name="user">The user of the session.</param>
    /// <param name="sessionId">The session's own id; null for a guest.</param>
    public static ClaimsPrincipal PrincipalOf(ChatUser user, string? sessionId = null)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, user.Id), new(ClaimTypes.Name, user.Name)];
        if (sessionId is not null) claims.Add(new Claim(SessionIdClaim, sessionId));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
    }

    public static Task SignInAsync(HttpContext context, ChatUser guest) =>
        context.SignInAsync(Scheme, PrincipalOf(guest), new AuthenticationProperties { IsPersistent = true });
}
