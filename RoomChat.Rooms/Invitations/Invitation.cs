using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Invitations;

/// <summary>An invitation into a room.</summary>
/// <param name="Id">The id by which moderators name it.</param>
/// <param name="Role">The role that it gives.</param>
/// <param name="CreatedBy">Id of the user who made it.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="UsesLeft">Number of times that it can still be used.</param>
public sealed record Invitation(string Id, RoomRoles Role, string CreatedBy, DateTimeOffset ExpiresAt, int UsesLeft)
{
    /// <summary>The secret that admits to the room. Only its creator gets it, once.</summary>
    public string? Secret { get; init; }
}
