using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Fixtures;

// How its appends and events are announced.
internal sealed partial class InMemoryRoomLog
{
    public event Action? Restored;

    /// <summary>Tells that the channel was broken and is heard again.</summary>
    internal void Restore() => Restored?.Invoke();

    public Task<IAsyncDisposable> SubscribeAsync(RoomId roomId, IRoomListener listener, CancellationToken ct)
    {
        lock (_sync) Room(roomId).Listeners.Add(listener);
        return Task.FromResult<IAsyncDisposable>(new Subscription(this, roomId, listener));
    }

    public Task PublishEventAsync(RoomId roomId, ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        lock (_sync)
        {
            if (Mute) return Task.CompletedTask;
            foreach (var listener in Room(roomId).Listeners)
            {
                listener.HearEvent(frame);
                listener.Flush();
            }
            return Task.CompletedTask;
        }
    }

    private sealed class Subscription(InMemoryRoomLog log, RoomId roomId, IRoomListener listener) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (log._sync) log.Room(roomId).Listeners.Remove(listener);
            return ValueTask.CompletedTask;
        }
    }
}
