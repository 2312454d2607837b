using RoomChat.Contracts;

namespace RoomChat.Web.Client.Memory;

/// <summary>A message of a room's log, stored on the device for a start without a network.</summary>
/// <param name="Id">The message's id.</param>
/// <param name="Content">The text.</param>
/// <param name="Timestamp">When it was accepted.</param>
/// <param name="User">The author.</param>
/// <param name="Offset">Its place in the log.</param>
/// <param name="Via">The program that sent it in the user's name; null when the user sent it.</param>
internal sealed record KeptMessage(string Id, string Content, DateTimeOffset Timestamp, ChatUser User, long Offset, string? Via = null);
