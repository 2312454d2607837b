using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>A user in a room, with the user's instances.</summary>
/// <param name="Member">The user. Its start time is that of the earliest share.</param>
/// <param name="Instances">The instances that have a share of the user.</param>
public sealed record MemberEntry(RoomMember Member, IReadOnlyList<string> Instances);
