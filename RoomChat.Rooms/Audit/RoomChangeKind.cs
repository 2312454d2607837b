namespace RoomChat.Rooms.Audit;

/// <summary>What was done to a room.</summary>
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

    /// <summary>A user gave up its membership.</summary>
    Left,

    /// <summary>A user's membership was ended by another.</summary>
    Removed,

    /// <summary>A user was put out of the room, and may come again where it may join.</summary>
    Kicked,

    /// <summary>A user was banned.</summary>
    Banned,

    /// <summary>A ban was ended.</summary>
    Unbanned,

    /// <summary>A user was muted.</summary>
    Muted,

    /// <summary>A mute was ended.</summary>
    Unmuted,

    /// <summary>The room was passed on to another owner.</summary>
    Transferred,

    /// <summary>An invitation was made.</summary>
    Invited,

    /// <summary>An invitation was withdrawn.</summary>
    InvitationWithdrawn,
}
