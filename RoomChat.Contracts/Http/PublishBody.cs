namespace RoomChat.Contracts.Http;

/// <summary>JSON body of <c>POST /publish</c>, instead of the query string.</summary>
/// <param name="Content">The text; required, but a body without it is read, so that the answer can say what is missing.</param>
/// <param name="RoomId">The room; null or <c>all</c> for everyone.</param>
/// <param name="MessageId">The publisher's idempotency key; null for a new one.</param>
public sealed record PublishBody(string? Content = null, string? RoomId = null, string? MessageId = null);
