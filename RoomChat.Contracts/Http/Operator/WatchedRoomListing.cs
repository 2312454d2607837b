namespace RoomChat.Contracts.Http.Operator;

/// <summary>A page of rooms.</summary>
/// <param name="Rooms">The rooms.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="After">Where the next page begins; null on the last one.</param>
public sealed record WatchedRoomListing(IReadOnlyList<WatchedRoom> Rooms, int Total, string? After = null);
