using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

/// <summary>A message that the server has not accepted.</summary>
/// <param name="Id">The message id. It stays the same when the message is sent again.</param>
/// <param name="RoomId">The room's name.</param>
/// <param name="Content">The text.</param>
/// <param name="Timestamp">When it was written.</param>
/// <param name="User">The author.</param>
/// <param name="Problem">Why the server refused it; null when it was not refused.</param>
internal sealed record UnsentMessage(
    string Id, string RoomId, string Content, DateTimeOffset Timestamp, ChatUser User, string? Problem = null);
