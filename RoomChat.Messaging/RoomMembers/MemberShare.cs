using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>What one instance has to say of a user in a room.</summary>
/// <param name="User">Who.</param>
/// <param name="Since">When the user came into the room on this instance; null when the user is not in it there (any more).</param>
/// <param name="Status">The user's status, empty for none; null to leave it as it is.</param>
/// <param name="ReadTo">How far the user has read; null to leave it as it is.</param>
public sealed record MemberShare(ChatUser User, DateTimeOffset? Since, string? Status = null, RoomPosition? ReadTo = null);
