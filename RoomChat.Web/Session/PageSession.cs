using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.SignIn;

namespace RoomChat.Web.Session;

/// <summary>The session of a request's cookie. Only requests that need it look it up; requests for the page's files do not.</summary>
internal static class PageSession
{
    /// <summary>The request's session; a principal without claims when there is none, or it has ended.</summary>
    /// <exception cref="SessionsUnknownException">It is not known now whether it has ended.</exception>
    public static async Task<ClaimsPrincipal> FindAsync(HttpContext context) =>
        (await FindTicketAsync(context))?.Principal ?? new ClaimsPrincipal();

    /// <summary>The session's user; null when there is none.</summary>
    /// <exception cref="SessionsUnknownException">It is not known now whether it has ended.</exception>
    public static async Task<ChatUser?> FindUserAsync(HttpContext context) => SessionCookie.GetUser(await FindAsync(context));

    /// <summary>The session's caller; null when there is none.</summary>
    /// <exception cref="SessionsUnknownException">It is not known now whether it has ended.</exception>
    public static async Task<Caller?> FindCallerAsync(HttpContext context)
    {
        if (await FindTicketAsync(context) is not { } ticket || SessionCookie.GetCaller(ticket.Principal) is not { } caller) return null;
        // Only a sign-in at the provider begins a session with an id.
        var isOperator = caller.SessionId is not null && context.RequestServices.GetRequiredService<OperatorRole>().Has(ticket.Properties);
        return caller with { IsOperator = isOperator };
    }

    /// <summary>Whether the session's user is an operator.</summary>
    /// <exception cref="SessionsUnknownException">It is not known now whether it has ended.</exception>
    public static async Task<bool> IsOperatorAsync(HttpContext context) =>
        await FindCallerAsync(context) is { } caller && OperatorPolicy.Allows(caller);

    private static async Task<AuthenticationTicket?> FindTicketAsync(HttpContext context) =>
        context.RequestServices.GetRequiredService<IOptions<SessionOptions>>().Value.Enabled
        && await context.AuthenticateAsync(SessionCookie.Scheme) is { Succeeded: true, Ticket: var ticket } ? ticket : null;

    /// <summary>The answer while Redis is unavailable.</summary>
    public static ProblemHttpResult Unknown(HttpContext context) =>
        TryLater.Unavailable(context, "Your session cannot be checked now. Try again soon.");
}
