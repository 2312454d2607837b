namespace RoomChat.Contracts;

/// <summary>A user in a room, however many connections the user has in it.</summary>
/// <param name="User">Who.</param>
/// <param name="Since">When the user came, UTC: the earliest over the user's connections.</param>
public sealed record RoomMember(ChatUser User, DateTimeOffset Since);
