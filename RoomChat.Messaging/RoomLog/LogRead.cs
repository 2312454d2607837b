using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Answer to a read since a position.</summary>
/// <param name="Recovery">Whether <paramref name="Messages"/> begins right after the position.</param>
/// <param name="Head">The log's last offset and its epoch at the moment of the read.</param>
/// <param name="Messages">Contiguous, in order; empty unless <paramref name="Recovery"/> is complete. At most the limit: read on from the last one's offset.</param>
public sealed record LogRead(Recovery Recovery, RoomPosition Head, IReadOnlyList<LoggedMessage> Messages);
