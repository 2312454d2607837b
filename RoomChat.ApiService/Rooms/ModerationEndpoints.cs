using System.Globalization;
using System.Text.Json;
using RoomChat.Contracts.Http;
using RoomChat.Rooms;
using RoomChat.Rooms.Audit;
using RoomChat.Rooms.Members;
using RoomChat.Rooms.Store;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ApiService.Rooms;

/// <summary>Kicks, bans and mutes, and the audit log of a room.</summary>
internal static class ModerationEndpoints
{
    internal static void MapModeration(this IEndpointRouteBuilder routes)
    {
        var moderation = routes.MapRoomGroup("Moderation");
        moderation.MapPost("/rooms/{room_id}/moderation", ActAsync).WithQuery().WithName("Moderate")
            .WithSummary("Kick, ban or mute a user, or end a ban or a mute")
            .WithDescription("For moderators, on those below them. It holds within a second, for connections that are open, too.")
            .Accepts<ModerationBody>("application/json").Produces<MemberDetails>()
            .RefusesWith(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);
        moderation.MapGet("/rooms/{room_id}/audit", ReadAuditAsync).WithQuery("before", "limit").WithName("GetAudit")
            .WithSummary("What was done to a room, newest first")
            .WithDescription($"For the owner. 'before' is a sequence, 'limit' 1 to {RoomLimits.MaxAuditEntries}.")
            .Produces<AuditListing>().RefusesWith(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> ActAsync(HttpContext context, string room_id, Moderation moderation, CancellationToken ct)
    {
        if (await RoomBodies.ReadAsync(context.Request, HttpJsonContext.Default.ModerationBody, ct) is not { } body) return RoomBodies.Bad;
        var fields = new RoomFields();
        var roomId = fields.Room(room_id);
        var act = fields.One(
            "action", body.Action, ("kick", ModerationAct.Kick), ("ban", ModerationAct.Ban), ("unban", ModerationAct.Unban),
            ("mute", ModerationAct.Mute), ("unmute", ModerationAct.Unmute));
        if (body.Action is null) fields.Errors["action"] = ["This field is required."];
        var lasts = fields.Number("seconds", body.Seconds, 1, RoomLimits.MaxModerationSeconds);
        var reason = fields.Text("reason", body.Reason, RoomLimits.MaxReasonLength);
        var user = fields.User(body.UserId, body.Name, allowsGuests: true);
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        var time = lasts is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return RoomResults.Of(
            await moderation.ActAsync(context.GetCaller(), roomId!, act!.Value, user!, time, reason, ct),
            member => TypedResults.Ok(RoomResults.Show(member)));
    }

    private static async Task<IResult> ReadAuditAsync(
        HttpContext context, string room_id, string? before, string? limit, AuditLog audit, CancellationToken ct)
    {
        var fields = new RoomFields();
        var roomId = fields.Room(room_id);
        var end = ReadNumber("before", before, long.MaxValue, fields);
        var most = ReadNumber("limit", limit, RoomLimits.MaxAuditEntries, fields) ?? RoomLimits.MaxAuditEntries;
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        return RoomResults.Of(
            await audit.ReadAsync(context.GetCaller(), roomId!, end, (int)most, ct),
            page => TypedResults.Ok(new AuditListing([.. page.Changes.Select(Show)])));
    }

    private static long? ReadNumber(string field, string? text, long largest, RoomFields fields)
    {
        if (text is null) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= largest)
            return number;
        fields.Errors[field] = ["This is a whole number, 1 or more" + (largest == long.MaxValue ? "." : $", at most {largest}.")];
        return null;
    }

    private static AuditEntry Show(RoomChange change) => new(
        change.Sequence,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(change.Kind.ToString()),
        change.Actor,
        change.At,
        change.Subject,
        change.Role is { } role ? RoomRoleNames.Of(role) : null,
        change.Until,
        change.Reason);
}
