using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>A user in a room, and where.</summary>
/// <param name="Member">The user, since the earliest of the shares.</param>
/// <param name="Instances">The instances that have a share of the user.</param>
public sealed record MemberEntry(RoomMember Member, IReadOnlyList<string> Instances);
