using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.ApiService.History;

/// <summary>Pages of a room's kept messages.</summary>
internal static class HistoryEndpoints
{
    internal static IEndpointConventionBuilder MapHistory(this IEndpointRouteBuilder routes) => routes
        .MapGet("/rooms/{room_id}/messages", GetHistoryAsync)
        .WithTags("History")
        .WithName("GetHistory")
        .WithSummary("A room's kept messages, oldest first")
        .WithDescription($"The newest ones, or with 'before' the ones before that offset. 'limit' is 1 to {ProtocolLimits.MaxHistoryMessages}, {ProtocolLimits.DefaultHistoryMessages} when left out. 'all' is the room of the messages to everyone.")
        .AddOpenApiOperationTransformer(DescribeNumbersAsync)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<HistoryPage>, ValidationProblem>> GetHistoryAsync(
        string room_id, IRoomLog log, string? before, string? limit, CancellationToken ct)
    {
        if (HistoryQuery.TryRead(room_id, before, limit, out var errors) is not { } query) return TypedResults.ValidationProblem(errors);

        // One more than asked for tells whether there are older ones.
        var read = await log.ReadBeforeAsync(query.RoomId, query.Before, query.Limit + 1, ct);
        var page = read.Messages.Skip(read.Messages.Count - query.Limit).Select(Describe);
        return TypedResults.Ok(new HistoryPage(query.RoomId.Value, read.Head.Epoch, [.. page], read.Messages.Count > query.Limit));
    }

    /// <summary>They are read as text, so that a mistake is answered with the field's name; the document says what they are.</summary>
    private static Task DescribeNumbersAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter.Name == "before") parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int64", Minimum = "1" };
            if (parameter.Name == "limit")
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = $"{ProtocolLimits.MaxHistoryMessages}" };
        }

        return Task.CompletedTask;
    }

    private static HistoryMessage Describe(LoggedMessage logged) => new(
        logged.Message.RoomId.Value, logged.Message.Content, logged.Message.Timestamp, logged.Message.Id, logged.Position.Offset, logged.Message.User);
}
