namespace RoomChat.Rooms.Invitations;

/// <summary>The invitations of a room that can be used.</summary>
/// <param name="Invitations">The invitations, the newest first.</param>
public sealed record InvitationList(IReadOnlyList<Invitation> Invitations);
