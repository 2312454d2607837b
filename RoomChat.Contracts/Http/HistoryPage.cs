namespace RoomChat.Contracts.Http;

/// <summary>Answer of <c>GET /rooms/{room_id}/messages</c>: kept messages, oldest first.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Epoch">The log's epoch.</param>
/// <param name="Messages">The messages, in the order of their offsets.</param>
/// <param name="HasMore">Whether older ones than the first are kept.</param>
public sealed record HistoryPage(string RoomId, string Epoch, IReadOnlyList<HistoryMessage> Messages, bool HasMore);
