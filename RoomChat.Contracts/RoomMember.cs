namespace RoomChat.Contracts;

/// <summary>A user in a room, however many connections the user has in it.</summary>
/// <param name="User">The user.</param>
/// <param name="Since">When the user came, UTC: the earliest over the user's connections.</param>
/// <param name="Status">The user's status, as <c>In a meeting</c>; null for none.</param>
/// <param name="ReadTo">The last message that the user has read; null when the user's clients do not report it.</param>
public sealed record RoomMember(ChatUser User, DateTimeOffset Since, string? Status = null, RoomPosition? ReadTo = null);
