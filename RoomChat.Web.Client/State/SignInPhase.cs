namespace RoomChat.Web.Client.State;

/// <summary>Whether the user is known.</summary>
public enum SignInPhase
{
    /// <summary>The page waits for the server's response.</summary>
    Unknown,

    /// <summary>A name must be chosen.</summary>
    SignedOut,

    /// <summary>The user is known, and the chat is connected or connecting.</summary>
    SignedIn,
}
