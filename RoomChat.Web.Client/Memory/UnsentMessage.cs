using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

/// <summary>A message that the server has not accepted.</summary>
/// <param name="Id">Its id, which it keeps whenever it is sent again.</param>
/// <param name="RoomId">The room's name.</param>
/// <param name="Content">The text.</param>
/// <param name="Timestamp">When it was written.</param>
/// <param name="User">Who wrote it.</param>
/// <param name="Problem">Why the server refused it; null when it did not.</param>
internal sealed record UnsentMessage(
    string Id, string RoomId, string Content, DateTimeOffset Timestamp, ChatUser User, string? Problem = null);
