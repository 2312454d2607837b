using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Store;

/// <summary>An invitation into a room. Only the hash of its secret is kept.</summary>
internal sealed class InvitationRow
{
    public required string Id { get; init; }

    public required string RoomId { get; init; }

    public required string Hash { get; init; }

    public RoomRoles Role { get; init; }

    public required string CreatedBy { get; init; }

    public long CreatedAt { get; init; }

    public long ExpiresAt { get; init; }

    public int UsesLeft { get; set; }
}
