using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>
/// JSON body of <c>POST /publish</c>, instead of the query string. A body with an unknown field is refused: a message with a misspelt
/// <c>room_id</c> would go to everyone.
/// </summary>
/// <param name="Content">The text. Required, but a body without it is read, so that the answer can name the missing field.</param>
/// <param name="RoomId">The room; <c>all</c>, and null from a program with a subscription key, for everyone.</param>
/// <param name="MessageId">The publisher's idempotency key; null for a new one.</param>
/// <param name="UserId">Only for a program whose key allows it: id of the user in whose name it publishes.</param>
/// <param name="UserName">Name of that user.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PublishBody(
    string? Content = null, string? RoomId = null, string? MessageId = null, string? UserId = null, string? UserName = null);
