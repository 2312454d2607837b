namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /rooms</c>.</summary>
/// <param name="Rooms">The rooms that have members, by name.</param>
public sealed record RoomListing(IReadOnlyList<RoomSummary> Rooms);
