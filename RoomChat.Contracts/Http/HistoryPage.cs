namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /rooms/{room_id}/messages</c>: kept messages, oldest first.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Epoch">The log's epoch.</param>
/// <param name="Messages">The messages, in the order of their offsets.</param>
/// <param name="HasMore">Whether more are kept in the requested direction: older ones, or newer ones for <c>after</c>.</param>
/// <param name="Recovered">
/// Answers <c>after</c> only: whether the messages begin right after it. False, with no messages, when the log no longer has the
/// message that followed it.
/// </param>
public sealed record HistoryPage(string RoomId, string Epoch, IReadOnlyList<HistoryMessage> Messages, bool HasMore, bool? Recovered = null);
