using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>The rooms' kept messages. Offsets are contiguous from 1 in an epoch; an epoch is the life of one room's log.</summary>
public interface IRoomLog
{
    /// <summary>
    /// Gives the message its place in the log and announces it on the room's channel, in one atomic step. Idempotent by message id while the log
    /// keeps the id: a repeat gives the same position and is announced again, so that an instance which missed it can catch up.
    /// </summary>
    Task<RoomPosition> AppendAsync(ChatMessage message, CancellationToken ct);

    /// <summary>The log's last offset and epoch; begins the epoch when the log has none.</summary>
    Task<RoomPosition> GetHeadAsync(RoomId roomId, CancellationToken ct);

    /// <summary>What was logged after a position. An empty <see cref="RoomPosition.Epoch"/> matches any epoch.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="since">The last message seen.</param>
    /// <param name="limit">Most messages to give, 1 to 1000.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, CancellationToken ct);

    /// <summary>The kept messages before an offset, oldest first; the newest ones when it is null.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="before">Messages with smaller offsets only; null for the end of the log.</param>
    /// <param name="limit">Most messages to give, 1 to 1000.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<LogRead> ReadBeforeAsync(RoomId roomId, long? before, int limit, CancellationToken ct);
}
