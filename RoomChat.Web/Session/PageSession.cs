using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.Web.Session;

/// <summary>The session of a request's cookie. Only requests that need it look it up; requests for the page's files do not.</summary>
internal static class PageSession
{
    /// <summary>The request's session; a principal without claims when there is none, or it has ended.</summary>
    /// <exception cref="SessionsUnknownException">It is not known now whether it has ended.</exception>
    public static async Task<ClaimsPrincipal> FindAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<SessionOptions>>().Value.Enabled
        && await context.AuthenticateAsync(SessionCookie.Scheme) is { Succeeded: true, Principal: var principal }
            ? principal
            : new ClaimsPrincipal();

    /// <summary>The session's user; null when there is none.</summary>
    /// <exception cref="SessionsUnknownException">It is not known now whether it has ended.</exception>
    public static async Task<ChatUser?> FindUserAsync(HttpContext context) => SessionCookie.GetUser(await FindAsync(context));

    /// <summary>The session's caller; null when there is none.</summary>
    /// <exception cref="SessionsUnknownException">It is not known now whether it has ended.</exception>
    public static async Task<Caller?> FindCallerAsync(HttpContext context) => SessionCookie.GetCaller(await FindAsync(context));

    /// <summary>The answer while Redis is unavailable.</summary>
    public static ProblemHttpResult Unknown(HttpContext context) =>
        TryLater.Unavailable(context, "Your session cannot be checked now. Try again soon.");
}
