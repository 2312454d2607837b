namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>What a caller can do with a room, at every door. <see cref="RoomPolicy"/> decides on each.</summary>
public enum RoomAction
{
    /// <summary>Become a member.</summary>
    Join,

    /// <summary>Hear a room without joining it, where a routing strategy sends every room to everyone.</summary>
    Hear,

    /// <summary>Get what was missed before the join.</summary>
    CatchUp,

    /// <summary>Publish a message.</summary>
    Publish,

    /// <summary>Tell that the user is typing.</summary>
    Type,

    /// <summary>Read kept messages.</summary>
    ReadHistory,

    /// <summary>Read who is in the room.</summary>
    ReadPresence,

    /// <summary>See the room in lists, with the number of its members.</summary>
    SeeListed,

    /// <summary>Act on other members, and invite new ones.</summary>
    Moderate,

    /// <summary>Change the room's settings and the roles of moderators, pass it on, delete it.</summary>
    Manage,

    /// <summary>Read who changed what in the room.</summary>
    ReadAudit,
}
