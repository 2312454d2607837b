using Microsoft.AspNetCore.Http.HttpResults;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.RoomCounts;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

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

    private static async Task<Ok<RoomListing>> ListRoomsAsync(
        HttpContext context, IRoomCounts counts, RoomPolicy policy, CancellationToken ct)
    {
        var caller = context.GetCaller();
        var rooms = await counts.ReadAsync(ct);
        return TypedResults.Ok(new RoomListing([.. rooms
            .Where(room => RoomId.TryParse(room.Key, out var roomId) && policy.Allows(caller, RoomAction.SeeListed, roomId))
            .OrderBy(room => room.Key, StringComparer.Ordinal)
            .Select(room => new RoomSummary(room.Key, room.Value))]));
    }
}
