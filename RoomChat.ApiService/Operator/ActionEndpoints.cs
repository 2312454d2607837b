using RoomChat.ApiService.Rooms;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Contracts.Names;
using RoomChat.Messaging.Instances;
using RoomChat.Messaging.Operators;
using RoomChat.Messaging.Publishing;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;

namespace RoomChat.ApiService.Operator;

/// <summary>The actions of operators. Each action is recorded first; if the record fails, the action does not run.</summary>
internal static class ActionEndpoints
{
    private const int ConnectionIdLength = 32;
    private const int MaxUserIdLength = 128;
    private const int MostNoted = 200;

    public static void MapActions(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/instances/{id}/drain", DrainAsync).WithQuery().WithName("DrainInstance")
            .WithSummary("Ask the clients of a realtime instance to reconnect elsewhere, and stop it")
            .WithDescription("The platform starts another instance in its place. 202: the instance was told.")
            .Produces(StatusCodes.Status202Accepted).RefusesOthers(StatusCodes.Status404NotFound);
        routes.MapPost("/connections/close", CloseAsync).WithQuery().WithName("CloseConnections")
            .WithSummary("Close a connection, or all connections of a user")
            .WithDescription("Either connection_id or user_id. They are closed with 4005, and may come back. 202: the instances were told.")
            .Accepts<CloseBody>("application/json").Produces(StatusCodes.Status202Accepted).RefusesOthers();
        routes.MapPost("/broadcast", BroadcastAsync).WithQuery().WithName("Broadcast")
            .WithSummary("Send a message to everyone")
            .Accepts<BroadcastBody>("application/json").Produces<PublishAccepted>(StatusCodes.Status202Accepted)
            .RefusesOthers(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> DrainAsync(
        HttpContext context, string id, IInstances instances, IOperatorOrders orders, OperatorActs acts, TimeProvider time,
        CancellationToken ct)
    {
        // Only realtime instances have a strategy, and only they listen to orders.
        if ((await instances.ReadAsync(ct)).All(report => report.Id != id || report.Strategy is null))
            return TypedResults.Problem("There is no such realtime instance.", statusCode: StatusCodes.Status404NotFound);
        await acts.AddAsync(new OperatorAct(time.GetUtcNow(), context.GetCaller().User, "drain", id), ct);
        await orders.AnnounceAsync(new OperatorOrder(OperatorOrderKind.Drain, id), ct);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<IResult> CloseAsync(
        HttpContext context, IOperatorOrders orders, OperatorActs acts, TimeProvider time, CancellationToken ct)
    {
        if (await RoomBodies.ReadAsync(context.Request, OperatorJsonContext.Default.CloseBody, ct) is not { } body) return RoomBodies.Bad;
        if ((body.ConnectionId is null) == (body.UserId is null))
            return OperatorExtensions.Invalid("connection_id", "Name either a connection_id or a user_id.");
        if (body.ConnectionId is { } connection && !IsConnectionId(connection))
            return OperatorExtensions.Invalid("connection_id", $"A connection's id is {ConnectionIdLength} hexadecimal digits.");
        if (body.UserId is { } user && !IsUserId(user)) return OperatorExtensions.Invalid("user_id", UserId.Rule);
        var order = body.ConnectionId is not null
            ? new OperatorOrder(OperatorOrderKind.CloseConnection, body.ConnectionId)
            : new OperatorOrder(OperatorOrderKind.CloseUser, body.UserId!);
        var action = body.ConnectionId is not null ? "close_connection" : "close_user";
        await acts.AddAsync(new OperatorAct(time.GetUtcNow(), context.GetCaller().User, action, order.Target), ct);
        await orders.AnnounceAsync(order, ct);
        return TypedResults.Accepted((string?)null);
    }

    private static async Task<IResult> BroadcastAsync(
        HttpContext context, MessageGate gate, OperatorActs acts, TimeProvider time, CancellationToken ct)
    {
        if (await RoomBodies.ReadAsync(context.Request, OperatorJsonContext.Default.BroadcastBody, ct) is not { } body)
            return RoomBodies.Bad;
        var caller = context.GetCaller();
        var outcome = await gate.AdmitAsync(new PublishBody(body.Content, RoomId.All.Value), Sender.Of(caller), EveryoneBy.Name, ct);
        if (outcome is PublishOutcome.Admitted { Message: var message })
        {
            var noted = message.Content.Length <= MostNoted ? message.Content : $"{message.Content.AsSpan(0, MostNoted)}…";
            await acts.AddAsync(new OperatorAct(time.GetUtcNow(), caller.User, "broadcast", Detail: noted), ct);
            outcome = await gate.SendAsync(message, ct);
        }
        return Answer(context, outcome);
    }

    private static IResult Answer(HttpContext context, PublishOutcome outcome)
    {
        switch (outcome)
        {
            case PublishOutcome.Invalid invalid:
                return TypedResults.ValidationProblem(invalid.Errors);
            case PublishOutcome.Forbidden forbidden:
                return TypedResults.Problem(forbidden.Text, statusCode: StatusCodes.Status403Forbidden);
            case PublishOutcome.Undecided undecided:
                return TryLater.Unavailable(context, undecided.Text);
            case PublishOutcome.TooMany tooMany:
                TryLater.SetRetryAfter(context, TimeSpan.FromSeconds(tooMany.RetryAfterSeconds));
                return TypedResults.Problem(tooMany.Text, statusCode: StatusCodes.Status429TooManyRequests);
            case PublishOutcome.Accepted accepted:
                return TypedResults.Accepted((string?)null, accepted.Answer);
            default:
                throw new InvalidOperationException($"No answer to {outcome}.");
        }
    }

    private static bool IsConnectionId(string text) => text.Length == ConnectionIdLength && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Guests and programs count as users, too. An id is printable ASCII without blanks.</summary>
    private static bool IsUserId(string text) => text.Length is > 0 and <= MaxUserIdLength && text.All(c => c is > ' ' and <= '~');
}
