namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /rooms</c>.</summary>
/// <param name="Rooms">The rooms that have members, and those that a user created and the caller may see, by name.</param>
/// <param name="HasMore">True when there are more after the last of them; left out when there are not.</param>
public sealed record RoomListing(IReadOnlyList<RoomSummary> Rooms, bool? HasMore = null);
