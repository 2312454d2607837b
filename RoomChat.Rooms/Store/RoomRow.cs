using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Store;

/// <summary>A room that a user created. Times are milliseconds since 1970, because not every database compares other formats.</summary>
internal sealed class RoomRow
{
    public required string Id { get; init; }

    public required string Title { get; set; }

    public string Topic { get; set; } = "";

    public RoomVisibility Visibility { get; set; }

    public RoomPublishers Publishers { get; set; }

    public int SlowModeSeconds { get; set; }

    /// <summary>Most messages that the room keeps; null for the setting of all rooms.</summary>
    public int? KeptMessages { get; set; }

    /// <summary>Rises with each change of the settings.</summary>
    public long Version { get; set; } = 1;

    public long CreatedAt { get; init; }

    /// <summary>The sequence of the room's first change. Earlier changes belong to a previous room of this name.</summary>
    public long FirstChange { get; init; }
}
