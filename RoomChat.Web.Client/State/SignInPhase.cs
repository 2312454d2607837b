namespace RoomChat.Web.Client.State;

/// <summary>Whether the page knows its user.</summary>
public enum SignInPhase
{
    /// <summary>The server is being asked.</summary>
    Unknown,

    /// <summary>A name must be chosen.</summary>
    SignedOut,

    /// <summary>The user is known, and the chat is connected or connecting.</summary>
    SignedIn,
}
