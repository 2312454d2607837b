using System.Runtime.InteropServices;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The role of one user in one room, with its time limits.</summary>
/// <param name="Role">The user's role.</param>
/// <param name="BannedUntil">When a ban ends; null for no end.</param>
/// <param name="MutedUntil">When a mute ends; null when the user is not muted.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoomStanding(RoomRoles Role, DateTimeOffset? BannedUntil = null, DateTimeOffset? MutedUntil = null)
{
    /// <summary>The role at a moment. After a ban has ended the user is a visitor.</summary>
    public RoomRoles RoleAt(DateTimeOffset now) => Role == RoomRoles.Banned && BannedUntil <= now ? RoomRoles.Visitor : Role;

    /// <summary>Whether the user is muted at a moment.</summary>
    public bool IsMutedAt(DateTimeOffset now) => MutedUntil > now;
}
