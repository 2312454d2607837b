using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Contracts.Names;
using RoomChat.ServiceDefaults.Http;
using RoomChat.Web.SubscriptionKeys;

namespace RoomChat.Web.Session;

/// <summary>The page's user chooses a name and gets a cookie, so that no subscription key reaches a browser.</summary>
internal static class SessionEndpoints
{
    /// <summary>A name of 64 characters takes 768 bytes at most, all of them escaped in pairs.</summary>
    private const int MaxBodyBytes = 2048;

    public static RouteGroupBuilder MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session");
        session.WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        session.WithRequestTimeout(TimeSpan.FromSeconds(30));
        session.AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<SameOrigin>().IsForeign(context.HttpContext.Request) ? SameOrigin.Refusal : await next(context));
        session.MapPost("/", BeginAsync).WithQuery();
        session.MapGet("/", Get).WithQuery();
        session.MapDelete("/", (Delegate)EndAsync).WithQuery();
        return session;
    }

    private static async Task<Results<Ok<ChatUser>, ValidationProblem>> BeginAsync(SessionRequest request, KeyRing keys, HttpContext context)
    {
        if (!UserName.TryParse(request.Name ?? FriendlyNames.Next(Random.Shared), out var name, out var problem)) return Refuse(problem);
        // Nobody must pass for the service, nor for a program that speaks under a name of the settings.
        if (name.IsReserved || keys.DisplayNames.Any(name.LooksLike)) return Refuse($"'{name}' is reserved, or looks like a name that is. Choose another one.");
        var user = new ChatUser(SessionCookie.GetId(context.User) ?? $"user-{RandomNumberGenerator.GetHexString(24, lowercase: true)}", name.Value);
        await SessionCookie.SignInAsync(context, user);
        return TypedResults.Ok(user);
    }

    private static ValidationProblem Refuse(string problem) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { ["name"] = [problem] }, problem);

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
