using RoomChat.Messaging.RoomLog;

namespace RoomChat.Realtime.Routing;

/// <summary>What became of a batch from Service Bus.</summary>
/// <param name="Logged">The messages that are in their rooms' logs, and settled; each room's in order.</param>
/// <param name="IsAll">
/// False when messages of some rooms were left with the broker. They come again when the session is given back and taken anew.
/// </param>
internal sealed record TakenBatch(IReadOnlyList<LoggedMessage> Logged, bool IsAll);
