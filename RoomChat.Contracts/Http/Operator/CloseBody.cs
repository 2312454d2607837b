namespace RoomChat.Contracts.Http.Operator;

/// <summary>Which connections to close: one, or all of a user.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="UserId">The user.</param>
public sealed record CloseBody(string? ConnectionId = null, string? UserId = null);
