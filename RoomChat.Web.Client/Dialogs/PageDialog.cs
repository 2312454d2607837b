namespace RoomChat.Web.Client.Dialogs;

/// <summary>The dialogs of the page.</summary>
public enum PageDialog
{
    /// <summary>No dialog.</summary>
    None,

    /// <summary>Goes to a room or a person by name.</summary>
    Switcher,

    /// <summary>The keys of the page.</summary>
    Shortcuts,

    /// <summary>The settings.</summary>
    Settings,

    /// <summary>The user, and the way out.</summary>
    Profile,

    /// <summary>Creates a room.</summary>
    NewRoom,

    /// <summary>The users with a role in the room, and invitations.</summary>
    RoomMembers,

    /// <summary>The settings of the room.</summary>
    RoomSettings,

    /// <summary>What was done to the room.</summary>
    RoomAudit,
}
