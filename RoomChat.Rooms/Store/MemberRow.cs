using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Store;

/// <summary>A user with a role, a ban or a mute in a room.</summary>
internal sealed class MemberRow
{
    public required string RoomId { get; init; }

    public required string UserId { get; init; }

    public required string Name { get; set; }

    public RoomRoles Role { get; set; }

    /// <summary>When a ban ends; null for no end.</summary>
    public long? BannedUntil { get; set; }

    public long? MutedUntil { get; set; }

    public long Since { get; init; }
}
