using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>The rooms' kept messages. Offsets are contiguous from 1 in an epoch; an epoch is the life of one room's log.</summary>
public interface IRoomLog
{
    /// <summary>
    /// Gives the message its place in the log and announces it on the room's channel, in one atomic step. Idempotent by sender and message
    /// id while the log keeps the id: a repeat gives the same position and is announced again, so that an instance which missed it can
    /// catch up.
    /// </summary>
    /// <remarks>
    /// A log that ends before a position which it had acknowledged has lost messages (a server that fell back to an older copy). It then
    /// begins another epoch after what it still has, because its next offsets stood for other messages before.
    /// </remarks>
    Task<RoomPosition> AppendAsync(ChatMessage message, CancellationToken ct);

    /// <summary>The same for several messages of one room, in their order and in one round trip. When it fails, the first ones may be in the log.</summary>
    /// <returns>The messages' positions, in the same order.</returns>
    /// <exception cref="ArgumentException">The messages are not of one room, or there are none.</exception>
    Task<IReadOnlyList<RoomPosition>> AppendAsync(IReadOnlyList<ChatMessage> messages, CancellationToken ct);

    /// <summary>The same for messages of traces: the announcement of each carries its trace to the instances that fan it out.</summary>
    /// <param name="messages">Messages of one room.</param>
    /// <param name="traceParents">The W3C <c>traceparent</c> of each message, null where its trace is not sampled; empty when none is.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<IReadOnlyList<RoomPosition>> AppendAsync(IReadOnlyList<ChatMessage> messages, IReadOnlyList<string?> traceParents, CancellationToken ct);

    /// <summary>The log's last offset and epoch; begins the epoch when the log has none.</summary>
    Task<RoomPosition> GetHeadAsync(RoomId roomId, CancellationToken ct);

    /// <summary>
    /// The last offsets and epochs of many logs in one round trip. Begins none. Rooms whose logs cannot be asked do not keep it from
    /// answering for the others; when none can, it fails.
    /// </summary>
    /// <returns>The heads, in the order of the rooms.</returns>
    Task<IReadOnlyList<HeadRead>> GetHeadsAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct);

    /// <summary>
    /// Where logs ended lately, in one round trip for all rooms: an append is in an answer within about two seconds. It costs by what was
    /// appended and not by the rooms there are.
    /// </summary>
    /// <param name="after">The last answer's <see cref="RecentAppends.Last"/>; null the first time, which is never whole.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<RecentAppends> ReadRecentAppendsAsync(long? after, CancellationToken ct);

    /// <summary>
    /// Keeps the epochs of rooms alive, however silent they are. To be called for all open rooms several times in
    /// <see cref="RoomLogOptions.Retention"/>; it asks Redis only as often as is needed.
    /// </summary>
    Task KeepAliveAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct);

    /// <summary>What was logged after a position. An empty <see cref="RoomPosition.Epoch"/> matches any epoch.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="since">The last message seen.</param>
    /// <param name="limit">Most messages to give, 1 to 1000.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, CancellationToken ct);

    /// <summary>
    /// As <see cref="ReadSinceAsync"/>, for a reader that has the position from the log itself and not from a client. The message at the position comes
    /// first, if it is kept: when it is not the one that the reader has, see <see cref="DisownAsync"/>. When the log of the same epoch
    /// ends before the position, messages were lost, and another epoch begins after what is left (see <see cref="LogRead.Begin"/>).
    /// </summary>
    Task<LogRead> ContinueAsync(RoomId roomId, RoomPosition last, int limit, CancellationToken ct);

    /// <summary>
    /// Says that the log holds other messages after a position than it once announced: it had lost them, and grew again. Another epoch begins after
    /// the position, so that nobody mistakes one for the other. Does nothing when the epoch has changed already.
    /// </summary>
    Task DisownAsync(RoomId roomId, RoomPosition last, CancellationToken ct);

    /// <summary>The kept messages before an offset, oldest first; the newest ones when it is null.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="before">Messages with smaller offsets only; null for the end of the log.</param>
    /// <param name="limit">Most messages to give, 1 to 1000.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<LogRead> ReadBeforeAsync(RoomId roomId, long? before, int limit, CancellationToken ct);

    /// <summary>Removes everything that a room keeps: the room is deleted.</summary>
    Task ForgetAsync(RoomId roomId, CancellationToken ct);
}
