namespace RoomChat.Web.Client.Dialogs;

/// <summary>The dialogs of the page.</summary>
public enum PageDialog
{
    /// <summary>No dialog.</summary>
    None,

    /// <summary>Finds a room or a person by name.</summary>
    Switcher,

    /// <summary>The list of keyboard shortcuts.</summary>
    Shortcuts,

    /// <summary>The settings.</summary>
    Settings,

    /// <summary>The user's name and status, and signing out.</summary>
    Profile,

    /// <summary>Creates a room.</summary>
    NewRoom,

    /// <summary>The users with a role in the room, and invitations.</summary>
    RoomMembers,

    /// <summary>The settings of the room.</summary>
    RoomSettings,

    /// <summary>The audit log of the room.</summary>
    RoomAudit,
}
