using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>Answer to the question whether some users are in a room.</summary>
/// <param name="Count">Number of all users in the room.</param>
/// <param name="Members">The given users who are in the room.</param>
public sealed record MembersFound(int Count, IReadOnlyList<RoomMember> Members);
