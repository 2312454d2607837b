using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>A message with its place in its room's log.</summary>
/// <param name="Message">The message.</param>
/// <param name="Position">Its offset and the log's epoch.</param>
public sealed record LoggedMessage(ChatMessage Message, RoomPosition Position);
