using System.Globalization;
using RoomChat.Contracts.Http;
using RoomChat.Rooms;
using RoomChat.Rooms.Members;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ApiService.Rooms;

/// <summary>The roles of users in a room.</summary>
internal static class MemberEndpoints
{
    private const int MaxListed = 500;

    internal static void MapMembers(this IEndpointRouteBuilder routes)
    {
        var members = routes.MapRoomGroup("Members");
        members.MapGet("/rooms/{room_id}/members", ListAsync).WithQuery("after", "limit").WithName("ListMembers")
            .WithSummary("The users with a role in a room").WithDescription("By id. Moderators also see who is banned or muted.")
            .Produces<MemberListing>().RefusesWith(StatusCodes.Status403Forbidden);
        members.MapPut("/rooms/{room_id}/members/{user_id}", SetAsync).WithQuery().WithName("SetMember")
            .WithSummary("Give a user a role").WithDescription("Moderators make readers and members, the owner moderators too.")
            .Accepts<RoleBody>("application/json").Produces<MemberDetails>()
            .RefusesWith(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);
        members.MapDelete("/rooms/{room_id}/members/{user_id}", RemoveAsync).WithQuery("reason").WithName("RemoveMember")
            .WithSummary("End a membership: another's, or one's own").Produces(StatusCodes.Status204NoContent)
            .RefusesWith(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);
        members.MapPut("/rooms/{room_id}/owner", TransferAsync).WithQuery().WithName("TransferRoom")
            .WithSummary("Pass a room on to another member").WithDescription("The owner before becomes a moderator.")
            .Accepts<OwnerBody>("application/json").Produces<MemberDetails>()
            .RefusesWith(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, string room_id, string? after, string? limit, MemberRoles members, CancellationToken ct)
    {
        var fields = new RoomFields();
        var (roomId, most) = (fields.Room(room_id), MaxListed);
        if (limit is not null
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most is < 1 or > MaxListed))
        {
            fields.Errors["limit"] = [$"The limit is a whole number, 1 to {MaxListed}."];
        }
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        return RoomResults.Of(
            await members.ListAsync(context.GetCaller(), roomId!, after, most, ct),
            page => TypedResults.Ok(new MemberListing([.. page.Members.Select(RoomResults.Show)], page.HasMore)));
    }

    private static async Task<IResult> SetAsync(
        HttpContext context, string room_id, string user_id, MemberRoles members, CancellationToken ct)
    {
        if (await RoomBodies.ReadAsync(context.Request, HttpJsonContext.Default.RoleBody, ct) is not { } body) return RoomBodies.Bad;
        var fields = new RoomFields();
        var roomId = fields.Room(room_id);
        var role = fields.Role(body.Role, RoomRoles.Member, RoomRoles.Reader, RoomRoles.Moderator);
        var user = fields.User(user_id, body.Name, allowsGuests: false);
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        return RoomResults.Of(
            await members.SetAsync(context.GetCaller(), roomId!, user!, role, ct), member => TypedResults.Ok(RoomResults.Show(member)));
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, string room_id, string user_id, string? reason, MemberRoles members, CancellationToken ct)
    {
        var fields = new RoomFields();
        var roomId = fields.Room(room_id);
        var why = fields.Text("reason", reason, RoomLimits.MaxReasonLength);
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        return RoomResults.Of(
            await members.RemoveAsync(context.GetCaller(), roomId!, user_id, why, ct), _ => TypedResults.NoContent());
    }

    private static async Task<IResult> TransferAsync(HttpContext context, string room_id, MemberRoles members, CancellationToken ct)
    {
        if (await RoomBodies.ReadAsync(context.Request, HttpJsonContext.Default.OwnerBody, ct) is not { } body) return RoomBodies.Bad;
        var fields = new RoomFields();
        var roomId = fields.Room(room_id);
        var user = fields.User(body.UserId, name: null, allowsGuests: true);
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        return RoomResults.Of(
            await members.TransferAsync(context.GetCaller(), roomId!, user!.Id, ct), member => TypedResults.Ok(RoomResults.Show(member)));
    }
}
