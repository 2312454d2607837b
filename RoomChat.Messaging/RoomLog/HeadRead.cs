using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>One room's answer to a read of many heads.</summary>
/// <param name="Head">The log's last offset and epoch; null for a room without a log: it was lost, or never began.</param>
/// <param name="IsKnown">False when the log could not be read, for example because its cluster node is away.</param>
public readonly record struct HeadRead(RoomPosition? Head, bool IsKnown = true);
