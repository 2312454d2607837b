using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Invitations;

/// <summary>An invitation into a room.</summary>
/// <param name="Id">What it goes by, among those who moderate.</param>
/// <param name="Role">The role that it gives.</param>
/// <param name="CreatedBy">Id of the user who made it.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
/// <param name="UsesLeft">How often it can be used.</param>
public sealed record Invitation(string Id, RoomRoles Role, string CreatedBy, DateTimeOffset ExpiresAt, int UsesLeft)
{
    /// <summary>The secret that opens the room. It is given once, to the one who made the invitation.</summary>
    public string? Secret { get; init; }
}
