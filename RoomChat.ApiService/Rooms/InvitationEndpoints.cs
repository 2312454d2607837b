using RoomChat.Contracts.Http;
using RoomChat.Rooms;
using RoomChat.Rooms.Invitations;
using RoomChat.ServiceDefaults.Http;
using RoomChat.ServiceDefaults.Identity;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ApiService.Rooms;

/// <summary>Invitations into rooms.</summary>
internal static class InvitationEndpoints
{
    private const int DefaultSeconds = 7 * 24 * 3600;

    internal static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        var invitations = routes.MapRoomGroup("Invitations");
        invitations.MapPost("/rooms/{room_id}/invitations", CreateAsync).WithQuery().WithName("Invite")
            .WithSummary("Make an invitation into a room").WithDescription("For moderators. Its secret is in this answer only.")
            .Accepts<InvitationBody>("application/json").Produces<InvitationDetails>(StatusCodes.Status201Created)
            .RefusesWith(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);
        invitations.MapGet("/rooms/{room_id}/invitations", ListAsync).WithQuery().WithName("ListInvitations")
            .WithSummary("The invitations that can be used").WithDescription("For moderators.")
            .Produces<InvitationListing>().RefusesWith(StatusCodes.Status403Forbidden);
        invitations.MapDelete("/rooms/{room_id}/invitations/{invitation_id}", WithdrawAsync).WithQuery().WithName("WithdrawInvitation")
            .WithSummary("Withdraw an invitation").WithDescription("For moderators. Who came in by it stays.")
            .Produces(StatusCodes.Status204NoContent).RefusesWith(StatusCodes.Status403Forbidden);
        invitations.MapPost("/invitations", RedeemAsync).WithQuery().WithName("RedeemInvitation")
            .WithSummary("Come into a room by an invitation").WithDescription("404 for one that is used up, expired, withdrawn or none.")
            .Accepts<RedeemBody>("application/json").Produces<RoomDetails>()
            .RefusesWith(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> CreateAsync(HttpContext context, string room_id, RoomInvitations invitations, CancellationToken ct)
    {
        if (await RoomBodies.ReadAsync(context.Request, HttpJsonContext.Default.InvitationBody, ct) is not { } body) return RoomBodies.Bad;
        var fields = new RoomFields();
        var roomId = fields.Room(room_id);
        var role = fields.Role(body.Role, RoomRoles.Member, RoomRoles.Reader);
        var seconds = fields.Number("expires_in", body.ExpiresIn, 1, RoomLimits.MaxInvitationSeconds) ?? DefaultSeconds;
        var uses = fields.Number("uses", body.Uses, 1, RoomLimits.MaxUses) ?? 1;
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        return RoomResults.Of(
            await invitations.CreateAsync(context.GetCaller(), roomId!, role, TimeSpan.FromSeconds(seconds), uses, ct),
            made => TypedResults.Created((string?)null, RoomResults.Show(made)));
    }

    private static async Task<IResult> ListAsync(HttpContext context, string room_id, RoomInvitations invitations, CancellationToken ct)
    {
        var fields = new RoomFields();
        if (fields.Room(room_id) is not { } roomId) return TypedResults.ValidationProblem(fields.Errors);
        return RoomResults.Of(
            await invitations.ListAsync(context.GetCaller(), roomId, ct),
            list => TypedResults.Ok(new InvitationListing([.. list.Invitations.Select(RoomResults.Show)])));
    }

    private static async Task<IResult> WithdrawAsync(
        HttpContext context, string room_id, string invitation_id, RoomInvitations invitations, CancellationToken ct)
    {
        var fields = new RoomFields();
        if (fields.Room(room_id) is not { } roomId) return TypedResults.ValidationProblem(fields.Errors);
        return RoomResults.Of(
            await invitations.WithdrawAsync(context.GetCaller(), roomId, invitation_id, ct), _ => TypedResults.NoContent());
    }

    private static async Task<IResult> RedeemAsync(HttpContext context, RoomInvitations invitations, CancellationToken ct)
    {
        if (await RoomBodies.ReadAsync(context.Request, HttpJsonContext.Default.RedeemBody, ct) is not { } body) return RoomBodies.Bad;
        var fields = new RoomFields();
        var secret = fields.Text("invitation", body.Invitation, maxLength: 100, isRequired: true);
        if (fields.HasErrors) return TypedResults.ValidationProblem(fields.Errors);
        var caller = context.GetCaller();
        if (caller.Kind == CallerKind.Anonymous)
            return TypedResults.Problem("Sign in before you use an invitation.", statusCode: StatusCodes.Status403Forbidden);
        return RoomResults.Of(await invitations.RedeemAsync(caller, secret!, ct), room => TypedResults.Ok(RoomResults.Show(context, room)));
    }
}
