using RoomChat.Messaging.RoomLog;

namespace RoomChat.Realtime.Routing;

/// <summary>Result of a batch from Service Bus.</summary>
/// <param name="Logged">The appended and settled messages; each room's in order.</param>
/// <param name="IsAll">False when messages of some rooms were left with the broker. They come again with the session's next holder.</param>
internal sealed record TakenBatch(IReadOnlyList<LoggedMessage> Logged, bool IsAll);
