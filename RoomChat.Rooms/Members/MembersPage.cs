namespace RoomChat.Rooms.Members;

/// <summary>A part of a room's members.</summary>
/// <param name="Members">The members, in the order of their ids.</param>
/// <param name="HasMore">Whether there are more after the last of them.</param>
public sealed record MembersPage(IReadOnlyList<ListedMember> Members, bool HasMore);
