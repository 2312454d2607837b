namespace RoomChat.Contracts;

/// <summary>A user in a room, however many connections the user has in it.</summary>
/// <param name="User">Who.</param>
/// <param name="Since">When the user came, UTC: the earliest over the user's connections.</param>
/// <param name="Status">What the user says of itself, as <c>In a meeting</c>; null for nothing.</param>
/// <param name="ReadTo">The last message that the user has read, as far as the user tells; null for not told.</param>
public sealed record RoomMember(ChatUser User, DateTimeOffset Since, string? Status = null, RoomPosition? ReadTo = null);
