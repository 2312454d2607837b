namespace RoomChat.Rooms.Members;

/// <summary>What a moderator does to a user.</summary>
public enum ModerationAct
{
    /// <summary>Puts the user out of the room. A membership of a private room ends.</summary>
    Kick,

    /// <summary>Keeps the user out.</summary>
    Ban,

    /// <summary>Ends a ban.</summary>
    Unban,

    /// <summary>Lets the user read, and not publish.</summary>
    Mute,

    /// <summary>Ends a mute.</summary>
    Unmute,
}
