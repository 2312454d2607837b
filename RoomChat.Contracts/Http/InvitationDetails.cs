namespace RoomChat.Contracts.Http;

/// <summary>An invitation into a room.</summary>
/// <param name="Id">The id of the invitation. It is not the secret.</param>
/// <param name="Role">The role that it gives.</param>
/// <param name="CreatedBy">Id of the user who made it.</param>
/// <param name="ExpiresAt">When it expires.</param>
/// <param name="UsesLeft">Number of times that it can still be used.</param>
/// <param name="Secret">The secret that admits to the room. Only in the answer that made the invitation.</param>
public sealed record InvitationDetails(
    string Id, string Role, string CreatedBy, DateTimeOffset ExpiresAt, int UsesLeft, string? Secret = null);
