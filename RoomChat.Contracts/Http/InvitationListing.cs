namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /rooms/{room_id}/invitations</c>.</summary>
/// <param name="Invitations">Those that can be used, the newest first.</param>
public sealed record InvitationListing(IReadOnlyList<InvitationDetails> Invitations);
