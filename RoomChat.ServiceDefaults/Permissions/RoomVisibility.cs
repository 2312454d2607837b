namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>The users to whom a room that a user created is visible.</summary>
public enum RoomVisibility
{
    /// <summary>To everyone.</summary>
    Public,

    /// <summary>To its members only. For all others it does not exist.</summary>
    Private,
}
