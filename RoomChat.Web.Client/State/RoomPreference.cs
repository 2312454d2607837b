namespace RoomChat.Web.Client.State;

/// <summary>The user's preference for a room. The browser stores it, for all tabs.</summary>
public sealed record RoomPreference
{
    /// <summary>Preference for a room for which the user has set none.</summary>
    public static RoomPreference Default { get; } = new();

    /// <summary>Whether the room is listed first.</summary>
    public bool IsFavourite { get; init; }

    /// <summary>Whether the room is listed last, and not counted as unread.</summary>
    public bool IsMuted { get; init; }

    /// <summary>Which messages cause a notification.</summary>
    public RoomAlert Alert { get; init; } = RoomAlert.Mentions;
}
