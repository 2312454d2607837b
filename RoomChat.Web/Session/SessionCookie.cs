using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using RoomChat.Contracts;
using RoomChat.Contracts.Names;

namespace RoomChat.Web.Session;

/// <summary>What the session cookie is and holds: the user's id and name, encrypted.</summary>
internal static class SessionCookie
{
    public const string Name = "roomchat.session";

    public static void Configure(CookieAuthenticationOptions options, SessionOptions session, TimeProvider time)
    {
        options.Cookie.Name = Name;
        options.Cookie.Path = "/";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = session.Lifetime;
        options.SlidingExpiration = true;
        options.TimeProvider = time;
    }

    /// <summary>The user of a valid session, or null. A name that was taken under older rules and would be refused now is no name: its user must choose another one.</summary>
    public static ChatUser? GetUser(ClaimsPrincipal principal) =>
        GetId(principal) is { } id && UserName.TryParse(principal.FindFirst(ClaimTypes.Name)?.Value, out var name, out _) && !name.IsReserved
            ? new ChatUser(id, name.Value)
            : null;

    /// <summary>The user's id, whatever the name; null without a session.</summary>
    public static string? GetId(ClaimsPrincipal principal) => principal.FindFirst(ClaimTypes.NameIdentifier)?.Value;

    public static Task SignInAsync(HttpContext context, ChatUser user)
    {
        var claims = new[] { new Claim(ClaimTypes.NameIdentifier, user.Id), new Claim(ClaimTypes.Name, user.Name) };
        var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
        return context.SignInAsync(principal, new AuthenticationProperties { IsPersistent = true });
    }
}
