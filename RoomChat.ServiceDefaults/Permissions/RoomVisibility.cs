namespace RoomChat.ServiceDefaults.Permissions;

/// <summary>To whom a room that a user created is visible.</summary>
public enum RoomVisibility
{
    /// <summary>To everyone.</summary>
    Public,

    /// <summary>To its members only. To all others it does not exist.</summary>
    Private,
}
