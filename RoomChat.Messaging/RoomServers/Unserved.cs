namespace RoomChat.Messaging.RoomServers;

/// <summary>What becomes of the messages that are published while no instance receives a room's.</summary>
public enum Unserved
{
    /// <summary>The broker keeps them for the next one who asks.</summary>
    Kept,

    /// <summary>
    /// They are gone. The room's log goes on in another epoch when somebody serves it again, so that a client which was away is told that it missed
    /// something, and does not take silence for an answer.
    /// </summary>
    Lost,
}
