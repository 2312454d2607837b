namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /rooms</c>.</summary>
/// <param name="Rooms">Rooms that have members, and user-created rooms that the caller may see, by name.</param>
/// <param name="HasMore">True when more follow after the last of them; left out otherwise.</param>
public sealed record RoomListing(IReadOnlyList<RoomSummary> Rooms, bool? HasMore = null);
