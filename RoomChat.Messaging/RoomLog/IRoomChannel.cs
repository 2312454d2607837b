using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>A room's channel between instances: every append is announced on it. Announcements can be lost or repeated; the log cannot.</summary>
public interface IRoomChannel
{
    /// <summary>
    /// Raised when the channels are heard again after a break, in which announcements may have been lost: compare with the log now. The handler must return at once.
    /// </summary>
    event Action? Restored;

    /// <summary>Hears a room's channel until the answer is disposed. Completes when the subscription stands, so that nothing published later is missed.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="listener">Told of everything on the channel.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<IAsyncDisposable> SubscribeAsync(RoomId roomId, IRoomListener listener, CancellationToken ct);

    /// <summary>Tells every instance that serves the room of something that is not kept: it has no offset, and may be lost.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="frame">The UTF-8 of a ready frame of the protocol, a JSON object.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task PublishEventAsync(RoomId roomId, ReadOnlyMemory<byte> frame, CancellationToken ct);
}
