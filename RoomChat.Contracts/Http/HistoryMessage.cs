namespace RoomChat.Contracts.Http;

/// <summary>One kept message, with the fields of the <c>message</c> frame.</summary>
/// <param name="RoomId">The room.</param>
/// <param name="Content">The text.</param>
/// <param name="Timestamp">When it was accepted, UTC.</param>
/// <param name="Id">The message's id.</param>
/// <param name="Offset">Its place in the room's log.</param>
/// <param name="User">The sender.</param>
/// <param name="Via">The program that published in the user's name, as <c>key billing</c>; null when the user published it.</param>
public sealed record HistoryMessage(
    string RoomId, string Content, DateTimeOffset Timestamp, string Id, long Offset, ChatUser User, string? Via = null);
