using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>Answer to the question whether some users are in a room.</summary>
/// <param name="Count">How many users are in the room, asked for or not.</param>
/// <param name="Members">Those of the users asked for who are in it.</param>
public sealed record MembersFound(int Count, IReadOnlyList<RoomMember> Members);
