using System.Text.Json.Serialization;

namespace RoomChat.Contracts.Http;

/// <summary>
/// JSON body of <c>POST /publish</c>, instead of the query string. A field that it does not have makes it a bad one: a message whose
/// <c>room_id</c> is misspelt
/// would go to everyone.
/// </summary>
/// <param name="Content">The text; required, but a body without it is read, so that the answer can say what is missing.</param>
/// <param name="RoomId">The room; <c>all</c>, and null from a program with a subscription key, for everyone.</param>
/// <param name="MessageId">The publisher's idempotency key; null for a new one.</param>
/// <param name="UserId">From a program whose key may: id of the user in whose name it publishes.</param>
/// <param name="UserName">Name of that user.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PublishBody(
    string? Content = null, string? RoomId = null, string? MessageId = null, string? UserId = null, string? UserName = null);
