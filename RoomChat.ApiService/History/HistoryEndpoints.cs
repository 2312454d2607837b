using Microsoft.AspNetCore.Http.HttpResults;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.ApiService.History;

/// <summary>Pages of a room's kept messages.</summary>
internal static class HistoryEndpoints
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;

    internal static IEndpointConventionBuilder MapHistory(this IEndpointRouteBuilder routes) => routes
        .MapGet("/rooms/{room_id}/messages", GetHistoryAsync)
        .WithTags("History")
        .WithName("GetHistory")
        .WithSummary("A room's kept messages, oldest first")
        .WithDescription($"The newest ones, or with 'before' the ones before that offset. 'limit' is 1 to {MaxLimit}, {DefaultLimit} when left out. 'all' is the room of the messages to everyone.")
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<HistoryPage>, ValidationProblem>> GetHistoryAsync(
        string room_id, IRoomLog log, long? before, int? limit, CancellationToken ct)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (!RoomId.TryParse(room_id, out var roomId))
            errors["room_id"] = [$"A room id is 1 to {ProtocolLimits.MaxRoomIdLength} characters of A-Z, a-z, 0-9, '.', '_' and '-'."];
        if (limit is < 1 or > MaxLimit) errors["limit"] = [$"The limit is 1 to {MaxLimit}."];
        if (before is < 1) errors["before"] = ["An offset is 1 or more."];
        if (errors.Count > 0) return TypedResults.ValidationProblem(errors);

        // One more than asked for tells whether there are older ones.
        var wanted = limit ?? DefaultLimit;
        var read = await log.ReadBeforeAsync(roomId!, before, wanted + 1, ct);
        var page = read.Messages.Skip(read.Messages.Count - wanted).Select(Describe);
        return TypedResults.Ok(new HistoryPage(roomId!.Value, read.Head.Epoch, [.. page], read.Messages.Count > wanted));
    }

    private static HistoryMessage Describe(LoggedMessage logged) => new(
        logged.Message.RoomId.Value, logged.Message.Content, logged.Message.Timestamp, logged.Message.Id, logged.Position.Offset, logged.Message.User);
}
