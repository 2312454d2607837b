using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.RoomLog;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ApiService.History;

/// <summary>Pages of a room's kept messages.</summary>
internal static class HistoryEndpoints
{
    internal static IEndpointConventionBuilder MapHistory(this IEndpointRouteBuilder routes) => routes
        .MapGet("/rooms/{room_id}/messages", GetHistoryAsync)
        .WithQuery("before", "after", "epoch", "limit")
        .WithTags("History")
        .WithName("GetHistory")
        .WithSummary("A room's kept messages, oldest first")
        .WithDescription(
            "The newest ones; or with 'before' the newest before that offset; or with 'after', and the 'epoch' that it counts in, "
            + "the oldest after it. "
            + $"'limit' is 1 to {ProtocolLimits.MaxHistoryMessages}, {ProtocolLimits.DefaultHistoryMessages} when left out. "
            + "'all' is the room of the messages to everyone.")
        .AddOpenApiOperationTransformer(DescribeNumbersAsync)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<HistoryPage>, ValidationProblem, ProblemHttpResult>> GetHistoryAsync(
        HttpContext context, [AsParameters] HistoryParameters asked, IRoomLog log, RoomPolicy policy, CancellationToken ct)
    {
        if (HistoryQuery.TryRead(asked, out var errors) is not { } query) return TypedResults.ValidationProblem(errors);
        var decision = await policy.DecideAsync(context.GetCaller(), RoomAction.ReadHistory, query.RoomId, ct);
        if (decision.Verdict == RoomVerdict.Undecided) return TryLater.Unavailable(context, decision.Why!);
        if (!decision.IsAllowed) return TypedResults.Problem(decision.Why, statusCode: StatusCodes.Status403Forbidden);
        return TypedResults.Ok(query.After is { } after
            ? await ReadAfterAsync(log, query.RoomId, after, query.Limit, ct)
            : await ReadBeforeAsync(log, query.RoomId, query.Before, query.Limit, ct));
    }

    private static async Task<HistoryPage> ReadBeforeAsync(IRoomLog log, RoomId roomId, long? before, int limit, CancellationToken ct)
    {
        // One message more than requested shows whether there are older ones.
        var read = await log.ReadBeforeAsync(roomId, before, limit + 1, ct);
        var page = read.Messages.Skip(read.Messages.Count - limit).Select(Describe);
        return new HistoryPage(roomId.Value, read.Head.Epoch, [.. page], read.Messages.Count > limit);
    }

    private static async Task<HistoryPage> ReadAfterAsync(IRoomLog log, RoomId roomId, RoomPosition after, int limit, CancellationToken ct)
    {
        // ReadSinceAsync would begin a log for a room without one. A request must not create rooms.
        if (await IsUnknownAsync(log, roomId, ct))
            return new HistoryPage(roomId.Value, "", [], HasMore: false, Recovered: after is { Offset: 0, Epoch: "" });
        var read = await log.ReadSinceAsync(roomId, after, limit, ct);
        return read.Recovery == Recovery.Complete
            ? new HistoryPage(roomId.Value, read.Head.Epoch, [.. read.Messages.Select(Describe)], HasMoreThan(read), Recovered: true)
            : new HistoryPage(roomId.Value, read.Head.Epoch, [], HasMore: false, Recovered: false);
    }

    private static async Task<bool> IsUnknownAsync(IRoomLog log, RoomId roomId, CancellationToken ct) =>
        (await log.GetHeadsAsync([roomId], ct))[0] is { IsKnown: true, Head: null };

    private static bool HasMoreThan(LogRead read) => read.Messages is [.., var last] && last.Position.Offset < read.Head.Offset;

    /// <summary>The parameters are read as text, so that errors can name the field. This puts their real types into the document.</summary>
    private static Task DescribeNumbersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            parameter.Schema = parameter.Name switch
            {
                "before" => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" },
                "after" => new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "0" },
                "limit" => new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Format = "int32",
                    Minimum = "1",
                    Maximum = $"{ProtocolLimits.MaxHistoryMessages}"
                },
                _ => parameter.Schema,
            };
        }

        return Task.CompletedTask;
    }

    private static HistoryMessage Describe(LoggedMessage logged) => new(
        logged.Message.RoomId.Value, logged.Message.Content, logged.Message.Timestamp, logged.Message.Id, logged.Position.Offset,
            logged.Message.User,
        logged.Message.Via);
}
