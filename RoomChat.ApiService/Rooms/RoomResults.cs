using System.Globalization;
using RoomChat.Contracts.Http;
using RoomChat.Rooms;
using RoomChat.Rooms.Created;
using RoomChat.Rooms.Invitations;
using RoomChat.Rooms.Members;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.ApiService.Rooms;

/// <summary>Makes answers from the outcomes of requests about rooms.</summary>
internal static class RoomResults
{
    public static IResult Refuse(RoomRefusal refusal) => refusal switch
    {
        { Kind: RoomRefusalKind.Invalid, Field: { } field } =>
            TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [refusal.Text] }),
        _ => TypedResults.Problem(refusal.Text, statusCode: refusal.Kind switch
        {
            RoomRefusalKind.NotFound => StatusCodes.Status404NotFound,
            RoomRefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RoomRefusalKind.Outdated => StatusCodes.Status412PreconditionFailed,
            RoomRefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        }),
    };

    public static IResult Of<T>(RoomOutcome<T> outcome, Func<T, IResult> answer) where T : class =>
        outcome.IsDone ? answer(outcome.Value) : Refuse(outcome.Refusal);

    /// <summary>Shows a room with its version as the ETag.</summary>
    public static RoomDetails Show(HttpContext context, CreatedRoom room)
    {
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{room.Version}\"");
        var rule = room.Rule;
        return new RoomDetails(
            rule.RoomId.Value,
            rule.Title,
            rule.Topic,
            NameOf(rule.Visibility),
            rule.Publishers == RoomPublishers.Moderators ? "moderators" : "members",
            (int)rule.SlowMode.TotalSeconds,
            RoomRoleNames.Of(room.Role),
            room.CreatedAt,
            rule.KeptMessages);
    }

    public static string NameOf(RoomVisibility visibility) => visibility == RoomVisibility.Private ? "private" : "public";

    public static MemberDetails Show(ListedMember member) => new(
        member.User, RoomRoleNames.Of(member.Standing.Role), member.Since, member.Standing.BannedUntil, member.Standing.MutedUntil);

    public static InvitationDetails Show(Invitation invitation) => new(
        invitation.Id, RoomRoleNames.Of(invitation.Role), invitation.CreatedBy, invitation.ExpiresAt, invitation.UsesLeft,
        invitation.Secret);
}
