namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The users who may publish to a room that a user created.</summary>
public enum RoomPublishers
{
    /// <summary>Everyone in the room except readers.</summary>
    Members,

    /// <summary>Moderators and the owner.</summary>
    Moderators,
}
