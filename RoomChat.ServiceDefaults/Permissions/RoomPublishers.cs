namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>Who may publish to a room that a user created.</summary>
public enum RoomPublishers
{
    /// <summary>All who are in the room, but for readers.</summary>
    Members,

    /// <summary>Moderators and the owner.</summary>
    Moderators,
}
