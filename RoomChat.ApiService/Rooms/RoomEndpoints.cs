using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.RoomCounts;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ApiService.Rooms;

/// <summary>Lists the rooms.</summary>
internal static class RoomEndpoints
{
    private const int MaxListed = 500;

    internal static IEndpointConventionBuilder MapRooms(this IEndpointRouteBuilder routes) => routes
        .MapGet("/rooms", ListRoomsAsync)
        .WithQuery("query", "limit", "after")
        .WithTags("Rooms")
        .WithName("ListRooms")
        .WithSummary("The rooms that have members, with how many, and those that were created")
        .WithDescription(
            "By name. 'query' is a part of a name or title, 'after' the name after which to begin, "
            + "'limit' how many to give at most; left out, all are given.")
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<RoomListing>, ValidationProblem>> ListRoomsAsync(
        HttpContext context, IRoomCounts counts, IRoomRules rules, RoomPolicy policy, string? query, string? limit, string? after,
        CancellationToken ct)
    {
        var most = int.MaxValue - 1;
        if (limit is not null
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MaxListed))
        {
            return TypedResults.ValidationProblem(
                new Dictionary<string, string[]>(StringComparer.Ordinal)
                {
                    ["limit"] = [$"The limit is a whole number, 1 to {MaxListed}."],
                });
        }
        var caller = context.GetCaller();
        var members = await counts.ReadAsync(ct);
        var rooms = members.Keys.Concat(rules.All.Select(rule => rule.RoomId.Value)).Distinct(StringComparer.Ordinal)
            .Where(room => after is null || string.CompareOrdinal(room, after) > 0)
            .Select(room => RoomId.TryParse(room, out var roomId) && policy.Allows(caller, RoomAction.SeeListed, roomId) ? roomId : null)
            .OfType<RoomId>()
            .Where(roomId => query is null || Matches(roomId.Value, query) || Matches(rules.Find(roomId)?.Title, query))
            .OrderBy(roomId => roomId.Value, StringComparer.Ordinal)
            .Take(most + 1)
            .Select(roomId => Summarize(roomId, members.GetValueOrDefault(roomId.Value)))
            .ToList();
        return TypedResults.Ok(new RoomListing([.. rooms.Take(most)], rooms.Count > most ? true : null));

        RoomSummary Summarize(RoomId roomId, int count) => rules.Find(roomId) is not { } rule
            ? new RoomSummary(roomId.Value, count)
            : new RoomSummary(
                roomId.Value, count, rule.Title, rule.Topic, RoomResults.NameOf(rule.Visibility),
                RoomRoleNames.Of(policy.RoleOf(caller, roomId)));
    }

    private static bool Matches(string? text, string query) => text?.Contains(query, StringComparison.OrdinalIgnoreCase) == true;
}
