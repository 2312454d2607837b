namespace RoomChat.Contracts.Http;

/// <summary>JSON body of <c>POST /publish</c>, instead of the query string.</summary>
/// <param name="Content">The text.</param>
/// <param name="RoomId">The room; null or <c>all</c> for everyone.</param>
/// <param name="MessageId">The publisher's idempotency key; null for a new one.</param>
public sealed record PublishBody(string? Content, string? RoomId = null, string? MessageId = null);
