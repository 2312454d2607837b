namespace RoomChat.Contracts.Http;

/// <summary>An invitation into a room.</summary>
/// <param name="Id">What it goes by.</param>
/// <param name="Role">The role that it gives.</param>
/// <param name="CreatedBy">Id of the user who made it.</param>
/// <param name="ExpiresAt">Until when it can be used.</param>
/// <param name="UsesLeft">How often it can be used.</param>
/// <param name="Secret">What opens the room. Only in the answer that made the invitation.</param>
public sealed record InvitationDetails(
    string Id, string Role, string CreatedBy, DateTimeOffset ExpiresAt, int UsesLeft, string? Secret = null);
