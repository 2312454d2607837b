using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Session;

/// <summary>The page's user chooses a name and gets a cookie, so that no subscription key reaches a browser.</summary>
internal static class SessionEndpoints
{
    public static RouteGroupBuilder MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session");
        session.WithRequestTimeout(TimeSpan.FromSeconds(30));
        session.AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<SameOrigin>().IsForeign(context.HttpContext.Request) ? SameOrigin.Refusal : await next(context));
        session.MapPost("/", BeginAsync);
        session.MapGet("/", Get);
        session.MapDelete("/", (Delegate)EndAsync);
        return session;
    }

    private static async Task<Results<Ok<ChatUser>, ProblemHttpResult>> BeginAsync(SessionRequest request, HttpContext context)
    {
        var name = request.Name is null ? FriendlyNames.Next(Random.Shared) : request.Name.Trim();
        if (name.Length is 0 or > ProtocolLimits.MaxUserNameLength || name.Any(char.IsControl))
        {
            return TypedResults.Problem(
                $"A name is 1 to {ProtocolLimits.MaxUserNameLength} characters, and none of them a control character.", statusCode: StatusCodes.Status400BadRequest);
        }
        var user = new ChatUser(SessionCookie.GetUser(context.User)?.Id ?? $"user-{RandomNumberGenerator.GetHexString(24, lowercase: true)}", name);
        await SessionCookie.SignInAsync(context, user);
        return TypedResults.Ok(user);
    }

    private static Results<Ok<ChatUser>, ProblemHttpResult> Get(HttpContext context) =>
        SessionCookie.GetUser(context.User) is { } user
            ? TypedResults.Ok(user)
            : TypedResults.Problem("There is no session. POST /session begins one.", statusCode: StatusCodes.Status401Unauthorized);

    private static async Task<NoContent> EndAsync(HttpContext context)
    {
        await context.SignOutAsync();
        return TypedResults.NoContent();
    }
}
