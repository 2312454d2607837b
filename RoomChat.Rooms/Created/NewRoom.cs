using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Created;

/// <summary>A room to be created.</summary>
/// <param name="RoomId">Its name; null for a generated one, as every private room has.</param>
/// <param name="Title">Its title.</param>
public sealed record NewRoom(RoomId? RoomId, string Title)
{
    /// <summary>Its subject.</summary>
    public string Topic { get; init; } = "";

    /// <summary>Whether all users can find the room, or only its members.</summary>
    public RoomVisibility Visibility { get; init; }

    /// <summary>The users who may publish.</summary>
    public RoomPublishers Publishers { get; init; }

    /// <summary>Seconds between two messages of a user; 0 for none.</summary>
    public int SlowModeSeconds { get; init; }

    /// <summary>Most messages that it keeps; null for the setting of all rooms.</summary>
    public int? KeptMessages { get; init; }
}
