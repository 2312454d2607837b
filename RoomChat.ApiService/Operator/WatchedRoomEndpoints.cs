using System.Globalization;
using RoomChat.ApiService.Rooms;
using RoomChat.Contracts;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Messaging.RoomLog;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ApiService.Operator;

/// <summary>All rooms with their figures, including private rooms. Shows names and numbers only, no titles, members or messages.</summary>
internal static class WatchedRoomEndpoints
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 500;

    /// <summary>Most rooms whose speed is measured in one request. Rooms with the most members come first.</summary>
    private const int MostMeasured = 5000;

    private const string ByMembers = "members";
    private const string ByMessages = "messages";
    private const string ByName = "name";

    public static void MapWatchedRooms(this IEndpointRouteBuilder routes) => routes
        .MapGet("/rooms", ListAsync)
        .WithQuery("query", "sort", "limit", "after")
        .WithName("WatchRooms")
        .WithSummary("The rooms with members, messages a second, log length and slow mode")
        .WithDescription(
            $"'query' is a part of a name; 'sort' is {ByMembers} (default), {ByMessages} or {ByName}; 'limit' is 1 to {MaxLimit}, "
            + $"by default {DefaultLimit}; 'after' is the room after which to begin.")
        .Produces<WatchedRoomListing>()
        .RefusesOthers();

    private static async Task<IResult> ListAsync(
        IRoomCounts counts, IRoomRules rules, IRoomLog log, RoomLogLengths lengths, RoomSpeeds speeds,
        string? query, string? sort, string? limit, string? after, CancellationToken ct)
    {
        var most = DefaultLimit;
        if (limit is not null
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MaxLimit))
        {
            return OperatorExtensions.Invalid("limit", $"The limit is a whole number, 1 to {MaxLimit}.");
        }
        if (sort is not (null or ByMembers or ByMessages or ByName))
            return OperatorExtensions.Invalid("sort", $"This is one of {ByMembers}, {ByMessages}, {ByName}.");

        var members = await counts.ReadAsync(ct);
        var rooms = Find(members.Keys.Concat(rules.All.Select(rule => rule.RoomId.Value)), query)
            .OrderByDescending(room => sort == ByName ? 0 : members.GetValueOrDefault(room.Value))
            .ThenBy(room => room.Value, StringComparer.Ordinal).ToList();
        var speedOf = new Dictionary<RoomId, double?>();
        if (sort == ByMessages)
        {
            await MeasureAsync(rooms.Take(MostMeasured), log, speeds, speedOf, ct);
            rooms = [.. rooms.OrderByDescending(room => speedOf.GetValueOrDefault(room) ?? -1)];
        }
        var start = after is null ? 0 : rooms.FindIndex(room => room.Value == after) + 1;
        if (after is not null && start == 0)
            return OperatorExtensions.Invalid("after", "This room is not in the list any more. Begin anew.");

        var page = rooms.Skip(start).Take(most).ToList();
        if (sort != ByMessages) await MeasureAsync(page, log, speeds, speedOf, ct);
        var kept = await lengths.ReadAsync(page, ct);
        return TypedResults.Ok(new WatchedRoomListing(
            [
                .. page.Select((room, i) => Show(
                    room, members.GetValueOrDefault(room.Value), kept[i], speedOf.GetValueOrDefault(room), rules.Find(room))),
            ],
            rooms.Count,
            start + page.Count < rooms.Count ? page[^1].Value : null));
    }

    private static IEnumerable<RoomId> Find(IEnumerable<string> names, string? query) => names
        .Distinct(StringComparer.Ordinal)
        .Where(name => query is null || name.Contains(query, StringComparison.OrdinalIgnoreCase))
        .Select(name => RoomId.TryParse(name, out var roomId) ? roomId : null)
        .OfType<RoomId>();

    private static async Task MeasureAsync(
        IEnumerable<RoomId> rooms, IRoomLog log, RoomSpeeds speeds, Dictionary<RoomId, double?> speedOf, CancellationToken ct)
    {
        List<RoomId> asked = [.. rooms];
        if (asked.Count == 0) return;
        var heads = await log.GetHeadsAsync(asked, ct);
        for (var i = 0; i < asked.Count; i++) speedOf[asked[i]] = speeds.Measure(asked[i], heads[i].Head);
        speeds.Sweep();
    }

    private static WatchedRoom Show(RoomId roomId, int members, long kept, double? speed, RoomRule? rule) => new(
        roomId.Value, members, kept, speed,
        rule is null ? null : RoomResults.NameOf(rule.Visibility),
        rule is null ? null : (int)rule.SlowMode.TotalSeconds);
}
