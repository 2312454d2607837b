namespace RoomChat.Web.Client.State;

/// <summary>How far a message has come.</summary>
public enum Delivery
{
    /// <summary>On its way to the server, or accepted and on its way back.</summary>
    Sending,

    /// <summary>It is in the room's log, as everyone sees it.</summary>
    Delivered,

    /// <summary>The server refused it or could not be reached; it can be sent again.</summary>
    Failed,
}
