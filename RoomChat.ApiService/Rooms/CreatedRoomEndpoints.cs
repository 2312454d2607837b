using System.Globalization;
using RoomChat.Contracts;
using RoomChat.Contracts.Http;
using RoomChat.Messaging.Limits;
using RoomChat.Messaging.RoomCounts;
using RoomChat.Messaging.RoomLog;
using RoomChat.Rooms;
using RoomChat.Rooms.Created;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ApiService.Rooms;

/// <summary>Creates, shows, changes and deletes rooms.</summary>
internal static class CreatedRoomEndpoints
{
    internal static void MapCreatedRooms(this IEndpointRouteBuilder routes)
    {
        var rooms = routes.MapRoomGroup("Rooms");
        rooms.MapPost("/rooms", CreateAsync).WithQuery().WithName("CreateRoom")
            .WithSummary("Create a room, which the caller owns")
            .WithDescription("A private room gets a name that cannot be guessed. Guests cannot create rooms.")
            .Accepts<CreateRoomBody>("application/json").Produces<RoomDetails>(StatusCodes.Status201Created)
            .RefusesWith(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict, StatusCodes.Status429TooManyRequests);
        rooms.MapGet("/rooms/{room_id}", FindAsync).WithQuery().WithName("GetRoom").WithSummary("A room that somebody created")
            .WithDescription("The header ETag has the version. A private room is there for its members only.")
            .Produces<RoomDetails>().RefusesWith();
        rooms.MapPatch("/rooms/{room_id}", ChangeAsync).WithQuery().WithName("ChangeRoom").WithSummary("Change a room's settings")
            .WithDescription("For the owner. If-Match has the ETag of the version that the caller has read.")
            .Accepts<ChangeRoomBody>("application/json").Produces<RoomDetails>()
            .RefusesWith(
                StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict, StatusCodes.Status412PreconditionFailed,
                StatusCodes.Status428PreconditionRequired);
        rooms.MapDelete("/rooms/{room_id}", DeleteAsync).WithQuery().WithName("DeleteRoom")
            .WithSummary("Delete a room, with members, invitations and messages").WithDescription("For the owner.")
            .Produces(StatusCodes.Status204NoContent).RefusesWith(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, CreatedRooms rooms, IRoomCounts counts, IRoomLog log, PublishingLimits limits, CancellationToken ct)
    {
        if (await RoomBodies.ReadAsync(context.Request, HttpJsonContext.Default.CreateRoomBody, ct) is not { } body) return RoomBodies.Bad;
        var fields = new RoomFields();
        var room = ReadNew(body, fields);
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        var caller = context.GetCaller();
        if (caller.Kind is CallerKind.Guest or CallerKind.Anonymous)
            return TypedResults.Problem("Guests cannot create rooms. Sign in.", statusCode: StatusCodes.Status403Forbidden);
        if (caller.IsUser && limits.Rooms.Refuses(caller.Id, caller.Address) is { } wait)
        {
            var seconds = TryLater.SetRetryAfter(context, wait);
            return TypedResults.Problem(
                $"You make too many rooms. Try again in {seconds} s.", statusCode: StatusCodes.Status429TooManyRequests);
        }
        // The room has members or messages. Another user must not take it from them.
        if (room.RoomId is { } roomId && await IsInUseAsync(roomId, counts, log, ct))
            return TypedResults.Problem($"Room '{roomId}' is in use. Choose another name.", statusCode: StatusCodes.Status409Conflict);
        return RoomResults.Of(
            await rooms.CreateAsync(caller, room, ct),
            created => TypedResults.Created($"/rooms/{created.Rule.RoomId}", RoomResults.Show(context, created)));
    }

    private static async Task<IResult> FindAsync(HttpContext context, string room_id, CreatedRooms rooms, CancellationToken ct)
    {
        var fields = new RoomFields();
        if (fields.Room(room_id) is not { } roomId) return TypedResults.ValidationProblem(fields.Errors);
        return RoomResults.Of(
            await rooms.FindAsync(context.GetCaller(), roomId, ct), room => TypedResults.Ok(RoomResults.Show(context, room)));
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string room_id, CreatedRooms rooms, CancellationToken ct)
    {
        if (await RoomBodies.ReadAsync(context.Request, HttpJsonContext.Default.ChangeRoomBody, ct) is not { } body) return RoomBodies.Bad;
        var fields = new RoomFields();
        var roomId = fields.Room(room_id);
        var patch = ReadPatch(body, fields);
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        var match = context.Request.Headers.IfMatch.ToString();
        if (match.Length == 0)
        {
            return TypedResults.Problem(
                "If-Match is missing: the ETag of the room as you have read it.", statusCode: StatusCodes.Status428PreconditionRequired);
        }
        return RoomResults.Of(
            await rooms.ChangeAsync(context.GetCaller(), roomId!, ReadVersion(match), patch, ct),
            room => TypedResults.Ok(RoomResults.Show(context, room)));
    }

    private static async Task<IResult> DeleteAsync(
        HttpContext context, string room_id, CreatedRooms rooms, IRoomLog log, CancellationToken ct)
    {
        var fields = new RoomFields();
        if (fields.Room(room_id) is not { } roomId) return TypedResults.ValidationProblem(fields.Errors);
        var outcome = await rooms.DeleteAsync(context.GetCaller(), roomId, ct);
        if (outcome.IsDone) await log.ForgetAsync(roomId, ct);
        return RoomResults.Of(outcome, _ => TypedResults.NoContent());
    }

    /// <summary>The version of an ETag; null for <c>*</c>. An invalid ETag gives a version that no room has.</summary>
    private static long? ReadVersion(string match) => match == "*" ? null
        : match is ['"', .. var digits, '"']
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version
        : -1;

    private static NewRoom ReadNew(CreateRoomBody body, RoomFields fields)
    {
        var visibility = fields.Visibility(body.Visibility) ?? RoomVisibility.Public;
        var roomId = body.RoomId is null ? null : fields.Room(body.RoomId);
        if (roomId is { IsAll: true } or { IsOfPrivateForm: true }) fields.Errors["room_id"] = [$"The name '{roomId}' is reserved."];
        if (visibility == RoomVisibility.Private && roomId is not null)
            fields.Errors["room_id"] = ["The name of a private room is made, so that nobody can find out whether it is there."];
        return new NewRoom(roomId, fields.Text("title", body.Title, RoomLimits.MaxTitleLength, isRequired: true) ?? "")
        {
            Topic = fields.Text("topic", body.Topic, RoomLimits.MaxTopicLength) ?? "",
            Visibility = visibility,
            Publishers = fields.Publishers(body.Publishers) ?? RoomPublishers.Members,
            SlowModeSeconds = fields.Number("slow_mode", body.SlowMode, 0, RoomLimits.MaxSlowModeSeconds) ?? 0,
            KeptMessages = fields.Number("kept_messages", body.KeptMessages, RoomLimits.MinKeptMessages, RoomLimits.MaxKeptMessages),
        };
    }

    private static RoomPatch ReadPatch(ChangeRoomBody body, RoomFields fields) => new()
    {
        Title = fields.Text("title", body.Title, RoomLimits.MaxTitleLength, isRequired: body.Title is not null),
        Topic = fields.Text("topic", body.Topic, RoomLimits.MaxTopicLength),
        Visibility = fields.Visibility(body.Visibility),
        Publishers = fields.Publishers(body.Publishers),
        SlowModeSeconds = fields.Number("slow_mode", body.SlowMode, 0, RoomLimits.MaxSlowModeSeconds),
        KeptMessages = body.KeptMessages == 0
            ? 0
            : fields.Number("kept_messages", body.KeptMessages, RoomLimits.MinKeptMessages, RoomLimits.MaxKeptMessages),
    };

    private static async Task<bool> IsInUseAsync(RoomId roomId, IRoomCounts counts, IRoomLog log, CancellationToken ct) =>
        (await counts.ReadAsync(ct)).ContainsKey(roomId.Value) || (await log.GetHeadsAsync([roomId], ct))[0] is { Head.Offset: > 0 };
}
