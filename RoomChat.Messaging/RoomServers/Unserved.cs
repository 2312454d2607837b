namespace RoomChat.Messaging.RoomServers;

/// <summary>Fate of messages published while no instance receives a room's messages.</summary>
public enum Unserved
{
    /// <summary>The broker keeps them for the next receiver.</summary>
    Kept,

    /// <summary>
    /// They are lost. The log begins a new epoch when an instance serves the room again, so that a returning client is told that it missed
    /// messages.
    /// </summary>
    Lost,
}
