namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>Roles of users in a room. A user has one role; sets of roles are for <see cref="RoomPolicy"/>'s table.</summary>
[Flags]
public enum RoomRoles
{
    /// <summary>No role.</summary>
    None = 0,

    /// <summary>Not a member. Has the rights of a member in a public room, and none in a private one.</summary>
    Visitor = 1,

    /// <summary>Reads, and does not publish.</summary>
    Reader = 2,

    /// <summary>Reads and publishes.</summary>
    Member = 4,

    /// <summary>Invites, and acts on users with lower roles.</summary>
    Moderator = 8,

    /// <summary>Controls the room. Each room has one.</summary>
    Owner = 16,

    /// <summary>Banned from the room.</summary>
    Banned = 32,
}
