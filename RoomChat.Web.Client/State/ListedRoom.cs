using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>A room in the list.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Members">Connections in it; null while the server has not told.</param>
/// <param name="Joined">The room's state when the user is in it, else null.</param>
public sealed record ListedRoom(RoomId RoomId, int? Members, RoomState? Joined)
{
    /// <summary>What is known of a room that a user created; null for another.</summary>
    public RoomSummary? Created { get; init; }

    /// <summary>Its name, for people.</summary>
    public string Title => Created?.Title ?? RoomId.Value;

    /// <summary>Whether it is there for its members only.</summary>
    public bool IsPrivate => Created?.Visibility == "private";

    /// <summary>Where it is listed.</summary>
    public RoomSection Section { get; init; } = RoomSection.Others;

    /// <summary>What the user wants of it.</summary>
    public RoomPreference Preference { get; init; } = RoomPreference.Default;
}
