namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /rooms/{room_id}/members</c>.</summary>
/// <param name="Members">Users with a role, by id.</param>
/// <param name="HasMore">Whether there are more, after the last of them.</param>
public sealed record MemberListing(IReadOnlyList<MemberDetails> Members, bool HasMore);
