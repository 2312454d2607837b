namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>An action of a caller in a room, over HTTP, WebSocket or hub. <see cref="RoomPolicy"/> decides on each.</summary>
public enum RoomAction
{
    /// <summary>Become a member.</summary>
    Join,

    /// <summary>Receive a room's messages without a join, if a routing strategy sends every room to every connection.</summary>
    Hear,

    /// <summary>Get the messages missed before the join.</summary>
    CatchUp,

    /// <summary>Publish a message.</summary>
    Publish,

    /// <summary>Send typing notices.</summary>
    Type,

    /// <summary>Read kept messages.</summary>
    ReadHistory,

    /// <summary>Read the list of users in the room.</summary>
    ReadPresence,

    /// <summary>See the room in lists, with the number of its members.</summary>
    SeeListed,

    /// <summary>Act on other members, and invite new ones.</summary>
    Moderate,

    /// <summary>Change the room's settings and the roles of moderators, give it to another owner, delete it.</summary>
    Manage,

    /// <summary>Read the room's audit log.</summary>
    ReadAudit,
}
