namespace RoomChat.Web.Client.Memory;

/// <summary>The joined rooms, first joined first, and the current room.</summary>
internal sealed record RememberedRooms(IReadOnlyList<string> Joined, string? Current);
