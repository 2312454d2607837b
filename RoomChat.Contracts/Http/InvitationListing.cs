namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /rooms/{room_id}/invitations</c>.</summary>
/// <param name="Invitations">The invitations that can still be used, newest first.</param>
public sealed record InvitationListing(IReadOnlyList<InvitationDetails> Invitations);
