using System.Runtime.InteropServices;

namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>What one user is in one room, and until when.</summary>
/// <param name="Role">The user's role.</param>
/// <param name="BannedUntil">When a ban ends; null for one without an end.</param>
/// <param name="MutedUntil">Until when the user does not publish; null when the user is not muted.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoomStanding(RoomRoles Role, DateTimeOffset? BannedUntil = null, DateTimeOffset? MutedUntil = null)
{
    /// <summary>The role at a moment: a ban that has ended leaves a visitor.</summary>
    public RoomRoles RoleAt(DateTimeOffset now) => Role == RoomRoles.Banned && BannedUntil <= now ? RoomRoles.Visitor : Role;

    /// <summary>Whether the user is muted at a moment.</summary>
    public bool IsMutedAt(DateTimeOffset now) => MutedUntil > now;
}
