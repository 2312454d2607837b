using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Answer to a read since a position.</summary>
/// <param name="Recovery">Whether <paramref name="Messages"/> begins right after the position.</param>
/// <param name="Head">The log's last offset and its epoch at the moment of the read.</param>
/// <param name="Messages">
/// Contiguous, in order; empty unless <paramref name="Recovery"/> is complete. At most the limit: read on from the last one's offset.
/// </param>
/// <param name="Begin">
/// With <see cref="Recovery.EpochChanged"/>: the offset to continue from in the epoch of <paramref name="Head"/>. 0 for a new log. For a
/// log that lost only its last messages: its remaining end, or the reader's own offset if that is smaller.
/// </param>
public sealed record LogRead(Recovery Recovery, RoomPosition Head, IReadOnlyList<LoggedMessage> Messages, long Begin = 0);
