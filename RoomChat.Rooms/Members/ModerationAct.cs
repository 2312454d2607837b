namespace RoomChat.Rooms.Members;

/// <summary>Actions of a moderator on a user.</summary>
public enum ModerationAct
{
    /// <summary>Removes the user from the room. In a private room this ends the membership.</summary>
    Kick,

    /// <summary>Bars the user from the room.</summary>
    Ban,

    /// <summary>Ends a ban.</summary>
    Unban,

    /// <summary>Stops the user from publishing. Reading remains possible.</summary>
    Mute,

    /// <summary>Ends a mute.</summary>
    Unmute,
}
