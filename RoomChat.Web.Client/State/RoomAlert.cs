namespace RoomChat.Web.Client.State;

/// <summary>Which messages of a room the user is notified of.</summary>
public enum RoomAlert
{
    /// <summary>All of others.</summary>
    All,

    /// <summary>Those that name the user.</summary>
    Mentions,

    /// <summary>None.</summary>
    None,
}
