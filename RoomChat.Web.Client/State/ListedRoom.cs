using RoomChat.Contracts;
using RoomChat.Contracts.Http;

namespace RoomChat.Web.Client.State;

/// <summary>A room in the list.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Members">Number of members; null until the server has sent it.</param>
/// <param name="Joined">State of the room when the user has joined it, else null.</param>
public sealed record ListedRoom(RoomId RoomId, int? Members, RoomState? Joined)
{
    /// <summary>Details of a room that a user created; null for other rooms.</summary>
    public RoomSummary? Created { get; init; }

    /// <summary>The title; without one, the id.</summary>
    public string Title => Created?.Title ?? RoomId.Value;

    /// <summary>Whether only users with a role can enter the room.</summary>
    public bool IsPrivate => Created?.Visibility == "private";

    /// <summary>Section of the list that shows it.</summary>
    public RoomSection Section { get; init; } = RoomSection.Others;

    /// <summary>The user's preference for the room.</summary>
    public RoomPreference Preference { get; init; } = RoomPreference.Default;
}
