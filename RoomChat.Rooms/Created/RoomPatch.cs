using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Created;

/// <summary>Changes of a room's settings. A null field stays unchanged.</summary>
public sealed record RoomPatch
{
    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>The topic.</summary>
    public string? Topic { get; init; }

    /// <summary>Whether all users can find the room, or only its members.</summary>
    public RoomVisibility? Visibility { get; init; }

    /// <summary>The users who may publish.</summary>
    public RoomPublishers? Publishers { get; init; }

    /// <summary>Seconds between two messages of a user; 0 for none.</summary>
    public int? SlowModeSeconds { get; init; }

    /// <summary>Most messages that the room keeps; 0 for the setting of all rooms.</summary>
    public int? KeptMessages { get; init; }
}
