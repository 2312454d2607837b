namespace RoomChat.Rooms.Store;

/// <summary>Actions that change a room.</summary>
public enum RoomChangeKind
{
    /// <summary>It was created.</summary>
    Created,

    /// <summary>Its settings were changed.</summary>
    Updated,

    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>A user got a role.</summary>
    RoleSet,

    /// <summary>A user came in by an invitation.</summary>
    Joined,

    /// <summary>A user ended their own membership.</summary>
    Left,

    /// <summary>Another user ended a user's membership.</summary>
    Removed,

    /// <summary>A user was removed from the room, and may join again if the room allows it.</summary>
    Kicked,

    /// <summary>A user was banned.</summary>
    Banned,

    /// <summary>A ban was ended.</summary>
    Unbanned,

    /// <summary>A user was muted.</summary>
    Muted,

    /// <summary>A mute was ended.</summary>
    Unmuted,

    /// <summary>The room got another owner.</summary>
    Transferred,

    /// <summary>An invitation was made.</summary>
    Invited,

    /// <summary>An invitation was withdrawn.</summary>
    InvitationWithdrawn,
}
