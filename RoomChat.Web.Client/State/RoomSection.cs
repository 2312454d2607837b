namespace RoomChat.Web.Client.State;

/// <summary>A part of the list of rooms.</summary>
public enum RoomSection
{
    /// <summary>Joined, and marked as favourite.</summary>
    Favourites,

    /// <summary>Joined.</summary>
    Joined,

    /// <summary>Not joined.</summary>
    Others,

    /// <summary>Joined, and muted by the user.</summary>
    Muted,
}
