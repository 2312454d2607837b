using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Contracts.Names;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.Web.Limits;
using RoomChat.Web.Names;
using RoomChat.Web.Proxies;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Session;

/// <summary>Gives the page's user a name and a cookie, so that no browser needs a subscription key.</summary>
internal static class SessionEndpoints
{
    private const string Address = "/session";

    /// <summary>A name of 64 characters takes at most 768 bytes, if all are escaped as surrogate pairs.</summary>
    private const int MaxBodyBytes = 2048;

    public static void MapSession(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<SessionOptions>>().Value.Enabled)
        {
            const string Refusal = "This server begins no sessions. Programs use a subscription key.";
            app.Map(Address, static () => TypedResults.Problem(Refusal, statusCode: StatusCodes.Status404NotFound));
            return;
        }
        var session = app.MapGroup(Address).WithTags("Session");
        session.WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        session.WithRequestTimeout(TimeSpan.FromSeconds(30));
        session.AddEndpointFilter(FilterAsync);
        session.MapPost("/", BeginAsync).WithQuery();
        session.MapGet("/", (Delegate)GetAsync).WithQuery();
        session.MapPatch("/", RenameAsync).WithQuery();
        session.MapDelete("/", (Delegate)EndAsync).WithQuery();
    }

    /// <summary>Refuses foreign pages, and answers 503 while sessions cannot be checked.</summary>
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.RequestServices.GetRequiredService<SameOrigin>().IsForeign(http.Request)) return SameOrigin.Refusal;
        try
        {
            return await next(context);
        }
        catch (SessionsUnknownException)
        {
            return PageSession.Unknown(http);   // logged at its source
        }
    }

    private static async Task<Results<Ok<ChatUser>, ValidationProblem, ProblemHttpResult>> BeginAsync(
        SessionRequest request, KeyRing keys, GatewayLimits limits, SessionCheck check, GuestNames names, IOptions<SessionOptions> options,
            HttpContext context)
    {
        if (options.Value.Guests != true)
            return TypedResults.Problem("Guests are not let in here. Sign in.", statusCode: StatusCodes.Status403Forbidden);
        var before = SessionCookie.GetSessionId(await PageSession.FindAsync(context));
        if (limits.Sessions.Refuses(before, ClientAddress.Of(context.Connection.RemoteIpAddress)) is { } wait)
            return TooMany.Refuse(context, "Too many sessions are begun from here.", wait);
        if (!TryRead(request.Name ?? FriendlyNames.Next(Random.Shared), keys, out var name, out var problem)) return Refuse(problem);
        var user = SessionCookie.NewUser(name);
        if (!await names.TryTakeAsync(name, user.Id, context.RequestAborted)) return RefuseTaken(name);
        // The old cookie may have been planted by an attacker, so the new session takes nothing from it.
        if (before is not null) await check.EndAsync(before, context.RequestAborted);
        await SessionCookie.SignInAsync(context, user);
        return TypedResults.Ok(user);
    }

    /// <summary>
    /// Gives a guest another name. The session and the id stay. The old name stays noted for the session: an old cookie still has it.
    /// </summary>
    private static async Task<Results<Ok<ChatUser>, ValidationProblem, ProblemHttpResult>> RenameAsync(
        SessionRequest request, KeyRing keys, GatewayLimits limits, GuestNames names, HttpContext context)
    {
        if (await PageSession.FindUserAsync(context) is not { } user) return NoSession();
        if (user.Guest is null)
        {
            const string Refusal = "Your name comes from your account. Change it there, and sign in anew.";
            return TypedResults.Problem(Refusal, statusCode: StatusCodes.Status403Forbidden);
        }
        if (limits.Sessions.Refuses(user.Id, ClientAddress.Of(context.Connection.RemoteIpAddress)) is { } wait)
            return TooMany.Refuse(context, "The name is changed too often.", wait);
        if (!TryRead(request.Name, keys, out var name, out var problem)) return Refuse(problem);
        if (!await names.TryTakeAsync(name, user.Id, context.RequestAborted)) return RefuseTaken(name);
        var renamed = user with { Name = name.Value };
        await SessionCookie.SignInAsync(context, renamed);
        return TypedResults.Ok(renamed);
    }

    /// <summary>Reads a name. Users cannot take names that suggest the service, or those of programs in the settings.</summary>
    private static bool TryRead(
        string? text, KeyRing keys, [NotNullWhen(true)] out UserName? name, [NotNullWhen(false)] out string? problem)
    {
        if (!UserName.TryParse(text, out name, out problem)) return false;
        if (name.IsReserved || keys.DisplayNames.Any(name.LooksLike))
            problem = $"'{name}' is reserved, or looks like a name that is. Choose another one.";
        return problem is null;
    }

    private static ValidationProblem RefuseTaken(UserName name) =>
        Refuse($"'{name}' is the name of somebody who has signed in here, or looks like it. Choose another one, or sign in.");

    private static ValidationProblem Refuse(string problem) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["name"] = [problem] }, problem);

    private static async Task<Results<Ok<SessionUser>, ProblemHttpResult>> GetAsync(HttpContext context) =>
        await PageSession.FindCallerAsync(context) is { } caller
            ? TypedResults.Ok(new SessionUser(caller.Id, caller.Name, caller.User.Guest, OperatorPolicy.Allows(caller) ? true : null))
            : NoSession();

    private static ProblemHttpResult NoSession() =>
        TypedResults.Problem("There is no session. POST /session begins one.", statusCode: StatusCodes.Status401Unauthorized);

    private static async Task<NoContent> EndAsync(HttpContext context, SessionCheck check)
    {
        if (SessionCookie.GetSessionId(await PageSession.FindAsync(context)) is { } id) await check.EndAsync(id, context.RequestAborted);
        await context.SignOutAsync(SessionCookie.Scheme);
        return TypedResults.NoContent();
    }
}
