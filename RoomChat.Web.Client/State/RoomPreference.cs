namespace RoomChat.Web.Client.State;

/// <summary>What the user wants of a room. Kept in the browser, for all tabs.</summary>
public sealed record RoomPreference
{
    /// <summary>What holds for a room of which the user has said nothing.</summary>
    public static RoomPreference Default { get; } = new();

    /// <summary>Whether it is listed first.</summary>
    public bool IsFavourite { get; init; }

    /// <summary>Whether it is listed last, and counts nowhere.</summary>
    public bool IsMuted { get; init; }

    /// <summary>Which messages the system notifies of.</summary>
    public RoomAlert Alert { get; init; } = RoomAlert.Mentions;
}
