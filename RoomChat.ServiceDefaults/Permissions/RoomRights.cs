namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>Rights of a caller in a room. <see cref="RoomPolicy"/> has the rights that each action needs.</summary>
[Flags]
public enum RoomRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Join the room, and so receive its messages.</summary>
    Join = 1,

    /// <summary>Publish messages, and send typing notices.</summary>
    Publish = 2,

    /// <summary>Read messages that were published before.</summary>
    History = 4,

    /// <summary>See the members.</summary>
    Presence = 8,

    /// <summary>Act on other members.</summary>
    Moderate = 16,

    /// <summary>Everything.</summary>
    All = Join | Publish | History | Presence | Moderate,
}
