namespace RoomChat.Web.Client.State;

/// <summary>Delivery state of a message.</summary>
public enum Delivery
{
    /// <summary>Sent to the server, or accepted and not received back yet.</summary>
    Sending,

    /// <summary>Not accepted yet; the page sends it again automatically.</summary>
    Waiting,

    /// <summary>In the room's log, visible to all members.</summary>
    Delivered,

    /// <summary>The server refused it, or the user must decide whether to send it.</summary>
    Failed,
}
