using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.Push;
using RoomChat.ServiceDefaults.Http;
using RoomChat.Web.Limits;
using RoomChat.Web.Proxies;
using RoomChat.Web.Session;
using StackExchange.Redis;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Web.Push;

/// <summary>Subscribes browsers to notifications while the page is closed. The realtime service sends them.</summary>
internal static class PushEndpoints
{
    private const string Address = "/session/push";

    /// <summary>Enough for the maximum number of rooms, and the longest address.</summary>
    private const int MaxBodyBytes = 16 * 1024;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    public static void MapPush(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<SessionOptions>>().Value.Enabled) return;
        var push = app.MapGroup(Address).WithTags("Session");
        push.WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        push.WithRequestTimeout(TimeSpan.FromSeconds(30));
        push.AddEndpointFilter(SessionEndpoints.FilterAsync);
        push.MapGet("/", GetKey).WithQuery();
        push.MapPut("/", SubscribeAsync).WithQuery();
    }

    private static Results<Ok<PushKey>, ProblemHttpResult> GetKey(IOptions<PushOptions> options) =>
        options.Value.PublicKey is { } key ? TypedResults.Ok(new PushKey(key)) : NotHere();

    private static async Task<Results<NoContent, ValidationProblem, ProblemHttpResult>> SubscribeAsync(
        PushRequest request, IOptions<PushOptions> options, IPushSubscriptions subscriptions, GatewayLimits limits, TimeProvider time,
        HttpContext context)
    {
        if (!options.Value.IsOn) return NotHere();
        if (await PageSession.FindCallerAsync(context) is not { } caller)
            return TypedResults.Problem("There is no session. POST /session begins one.", statusCode: StatusCodes.Status401Unauthorized);
        if (limits.Connections.Refuses(caller.Id, ClientAddress.Of(context.Connection.RemoteIpAddress)) is { } wait)
            return TooMany.Refuse(context, "You subscribe too often.", wait);
        if (FindProblem(request) is { } problem) return TypedResults.ValidationProblem(problem, problem.First().Value[0]);
        var subscription = new PushSubscription(
            request.Endpoint, request.P256dh, request.Auth, caller.User, caller.SessionId ?? caller.Id, request.HidesContent);
        try
        {
            var saving = subscriptions.SaveAsync(subscription, [.. WishesOf(request)], context.RequestAborted);
            await saving.WaitAsync(MaxWait, time, context.RequestAborted);
            return TypedResults.NoContent();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return TryLater.Unavailable(context, "Subscriptions cannot be kept now. Try again soon.");
        }
    }

    private static IEnumerable<PushWish> WishesOf(PushRequest request) =>
        request.Rooms.DistinctBy(room => room.RoomId).Select(room => new PushWish(RoomId.Parse(room.RoomId, null), room.MentionsOnly));

    private static Dictionary<string, string[]>? FindProblem(PushRequest request)
    {
        if (!PushAddress.IsValid(request.Endpoint))
            return Problem("endpoint", "The endpoint is no address of a push service: https, the usual port, a public name.");
        if (!PushKeys.TryReadPoint(request.P256dh, out _)) return Problem("p256dh", "The key is no point of P-256 in base64url.");
        if (!PushKeys.TryRead(request.Auth, PushKeys.AuthBytes, out _)) return Problem("auth", "The secret is not 16 bytes in base64url.");
        if (request.Rooms.Count > PushRequest.MaxRooms)
            return Problem("rooms", $"A browser is told of {PushRequest.MaxRooms} rooms at most.");
        var areRooms = request.Rooms.All(static room => RoomId.TryParse(room.RoomId, out var roomId) && !roomId.IsAll);
        return areRooms ? null : Problem("rooms", RoomId.Rule);
    }

    private static Dictionary<string, string[]> Problem(string field, string text) => new(StringComparer.Ordinal) { [field] = [text] };

    private static ProblemHttpResult NotHere() =>
        TypedResults.Problem("This server sends no push messages.", statusCode: StatusCodes.Status404NotFound);
}
