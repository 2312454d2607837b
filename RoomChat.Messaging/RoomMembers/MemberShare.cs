using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>One instance's state of a user in a room.</summary>
/// <param name="User">The user.</param>
/// <param name="Since">When the user entered the room on this instance; null when the user is not in the room there.</param>
/// <param name="Status">The user's status, empty for none; null to leave it as it is.</param>
/// <param name="ReadTo">The user's read position; null to leave it as it is.</param>
public sealed record MemberShare(ChatUser User, DateTimeOffset? Since, string? Status = null, RoomPosition? ReadTo = null);
