using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>The rooms' kept messages. Offsets are contiguous from 1 in an epoch; an epoch is the life of one room's log.</summary>
public interface IRoomLog
{
    /// <summary>
    /// Appends the message to the log and announces it on the room's channel, in one atomic step. Idempotent by sender and message id while
    /// the log keeps the id: a repeat returns the same position and is announced again, so that an instance that missed it can catch up.
    /// </summary>
    /// <remarks>
    /// A log that ends before an acknowledged position has lost messages (a server fell back to an older copy). It begins a new epoch after
    /// its remaining messages, because the next offsets belonged to other messages before.
    /// </remarks>
    Task<RoomPosition> AppendAsync(ChatMessage message, CancellationToken ct);

    /// <summary>
    /// Appends several messages of one room, in order and in one round trip. After a failure the first ones may be in the log.
    /// </summary>
    /// <returns>The messages' positions, in the same order.</returns>
    /// <exception cref="ArgumentException">The messages are not of one room, or there are none.</exception>
    Task<IReadOnlyList<RoomPosition>> AppendAsync(IReadOnlyList<ChatMessage> messages, CancellationToken ct);

    /// <summary>Appends traced messages: each announcement carries its trace to the instances that fan it out.</summary>
    /// <param name="messages">Messages of one room.</param>
    /// <param name="traceParents">
    /// The W3C <c>traceparent</c> of each message, null where its trace is not sampled; empty when no trace is.
    /// </param>
    /// <param name="ct">Gives up waiting.</param>
    Task<IReadOnlyList<RoomPosition>> AppendAsync(
        IReadOnlyList<ChatMessage> messages, IReadOnlyList<string?> traceParents, CancellationToken ct);

    /// <summary>The log's last offset and epoch; begins the epoch when the log has none.</summary>
    Task<RoomPosition> GetHeadAsync(RoomId roomId, CancellationToken ct);

    /// <summary>
    /// The last offsets and epochs of many logs in one round trip. Begins no epoch. Unreadable logs do not affect the others; when no log
    /// can be read, the call fails.
    /// </summary>
    /// <returns>The heads, in the order of the rooms.</returns>
    Task<IReadOnlyList<HeadRead>> GetHeadsAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct);

    /// <summary>
    /// The recent ends of logs, in one round trip for all rooms. An append appears within about two seconds. The cost depends on the number
    /// of appends, not of rooms.
    /// </summary>
    /// <param name="after">The last answer's <see cref="RecentAppends.Last"/>; null for the first call, which is never whole.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<RecentAppends> ReadRecentAppendsAsync(long? after, CancellationToken ct);

    /// <summary>
    /// Keeps the epochs of silent rooms alive. Call it for all open rooms several times within
    /// <see cref="RoomLogOptions.Retention"/>; it calls Redis only when needed.
    /// </summary>
    Task KeepAliveAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct);

    /// <summary>Reads the messages after a position. An empty <see cref="RoomPosition.Epoch"/> matches any epoch.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="since">The last message seen.</param>
    /// <param name="limit">Largest number of messages, 1 to 1000.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, CancellationToken ct);

    /// <summary>
    /// Like <see cref="ReadSinceAsync"/>, for a reader that has the position from the log itself and not from a client. The message at the
    /// position comes first, if it is kept. If it differs from the reader's message, see <see cref="DisownAsync"/>. When the log of the
    /// same epoch ends before the position, messages were lost. Then a new epoch begins after the rest (see <see cref="LogRead.Begin"/>).
    /// </summary>
    Task<LogRead> ContinueAsync(RoomId roomId, RoomPosition last, int limit, CancellationToken ct);

    /// <summary>
    /// Reports that the log has other messages after a position than it announced: it lost messages and grew again. A new epoch begins
    /// after the position, so that the two are not confused. Does nothing when the epoch has changed already.
    /// </summary>
    Task DisownAsync(RoomId roomId, RoomPosition last, CancellationToken ct);

    /// <summary>Reads the kept messages before an offset, oldest first; the newest ones when it is null.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="before">Messages with smaller offsets only; null for the end of the log.</param>
    /// <param name="limit">Largest number of messages, 1 to 1000.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<LogRead> ReadBeforeAsync(RoomId roomId, long? before, int limit, CancellationToken ct);

    /// <summary>Removes a deleted room's log.</summary>
    Task ForgetAsync(RoomId roomId, CancellationToken ct);
}
