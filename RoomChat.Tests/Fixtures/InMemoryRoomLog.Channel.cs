using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Fixtures;

// The channel: announces appends and events to listeners.
internal sealed partial class InMemoryRoomLog
{
    public event Action? Restored;

    /// <summary>Raises <see cref="Restored"/>, as after a broken connection.</summary>
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
