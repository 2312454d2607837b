namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>What users are in a room. A user has one role in a room; sets of roles are for <see cref="RoomPolicy"/>'s table.</summary>
[Flags]
public enum RoomRoles
{
    /// <summary>No role.</summary>
    None = 0,

    /// <summary>No member: may do as much as one in a public room, and nothing in a private one.</summary>
    Visitor = 1,

    /// <summary>Reads, and does not publish.</summary>
    Reader = 2,

    /// <summary>Reads and publishes.</summary>
    Member = 4,

    /// <summary>Invites, and acts on those below.</summary>
    Moderator = 8,

    /// <summary>Decides about the room. Each room has one.</summary>
    Owner = 16,

    /// <summary>Kept out.</summary>
    Banned = 32,
}
