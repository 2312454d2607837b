namespace RoomChat.Web.Client.State;

/// <summary>How far a message has come.</summary>
public enum Delivery
{
    /// <summary>On its way to the server, or accepted and on its way back.</summary>
    Sending,

    /// <summary>The server did not accept it yet; it is sent again by itself.</summary>
    Waiting,

    /// <summary>It is in the room's log, as everyone sees it.</summary>
    Delivered,

    /// <summary>The server refused it, or the user must say whether it is still meant.</summary>
    Failed,
}
