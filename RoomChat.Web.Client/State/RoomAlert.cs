namespace RoomChat.Web.Client.State;

/// <summary>Which messages of a room the user is notified of.</summary>
public enum RoomAlert
{
    /// <summary>All messages of others.</summary>
    All,

    /// <summary>Messages that mention the user.</summary>
    Mentions,

    /// <summary>No messages.</summary>
    None,
}
