using Microsoft.AspNetCore.Http.HttpResults;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.RoomCounts;
using RoomChat.ServiceDefaults.Http;

namespace RoomChat.ApiService.Rooms;

/// <summary>Which rooms there are.</summary>
internal static class RoomEndpoints
{
    internal static IEndpointConventionBuilder MapRooms(this IEndpointRouteBuilder routes) => routes
        .MapGet("/rooms", ListRoomsAsync)
        .WithQuery()
        .WithTags("Rooms")
        .WithName("ListRooms")
        .WithSummary("The rooms that have members, with how many")
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Ok<RoomListing>> ListRoomsAsync(IRoomCounts counts, CancellationToken ct)
    {
        var rooms = await counts.ReadAsync(ct);
        return TypedResults.Ok(new RoomListing([.. rooms
            .OrderBy(room => room.Key, StringComparer.Ordinal)
            .Select(room => new RoomSummary(room.Key, room.Value))]));
    }
}
