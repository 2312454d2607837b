using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// A room's channel between instances. Each append is announced on it. Announcements can be lost or repeated; the log cannot.
/// </summary>
public interface IRoomChannel
{
    /// <summary>
    /// Raised when the channels work again after a break. Announcements may be lost: compare with the log now. The handler must not block.
    /// </summary>
    event Action? Restored;

    /// <summary>
    /// Subscribes to a room's channel until disposal. Completes when the subscription is confirmed, so that no later message is missed.
    /// </summary>
    /// <param name="roomId">The room.</param>
    /// <param name="listener">Receives everything on the channel.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<IAsyncDisposable> SubscribeAsync(RoomId roomId, IRoomListener listener, CancellationToken ct);

    /// <summary>
    /// Sends an ephemeral event to every instance that serves the room. It is not in the log, has no offset, and may be lost.
    /// </summary>
    /// <param name="roomId">The room.</param>
    /// <param name="frame">A complete frame of the protocol: a JSON object in UTF-8.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task PublishEventAsync(RoomId roomId, ReadOnlyMemory<byte> frame, CancellationToken ct);
}
