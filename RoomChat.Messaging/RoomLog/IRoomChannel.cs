using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>A room's channel between instances: every append is announced on it. Announcements can be lost or repeated; the log cannot.</summary>
public interface IRoomChannel
{
    /// <summary>Hears a room's channel until the answer is disposed. Completes when the subscription stands, so that nothing published later is missed.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="onMessage">Called in the order of arrival, one at a time for a room; must return at once.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<IAsyncDisposable> SubscribeAsync(RoomId roomId, Action<LoggedMessage> onMessage, CancellationToken ct);
}
