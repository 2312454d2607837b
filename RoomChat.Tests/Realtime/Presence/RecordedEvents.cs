using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Contracts.Frames;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Realtime.Presence;

/// <summary>A channel that keeps the presence frames and their times.</summary>
internal sealed class RecordedEvents(TimeProvider time) : IRoomChannel
{
    private readonly Lock _sync = new();
    private readonly List<(ServerFrame.PresenceChanged Frame, DateTimeOffset At)> _told = [];

    internal IReadOnlyList<(ServerFrame.PresenceChanged Frame, DateTimeOffset At)> All
    {
        get
        {
            lock (_sync) return [.. _told];
        }
    }

    public event Action? Restored { add { } remove { } }

    internal bool IsDown { get; set; }

    internal int Attempts { get; private set; }

    public Task PublishEventAsync(RoomId roomId, ReadOnlyMemory<byte> frame, CancellationToken ct)
    {
        Attempts++;
        if (IsDown) throw new TimeoutException("The channel is down.");
        lock (_sync)
        {
            _told.Add((
            (ServerFrame.PresenceChanged)JsonSerializer.Deserialize(frame.Span, FrameJsonContext.Wire.ServerFrame)!,
            time.GetUtcNow()));
        }

        return Task.CompletedTask;
    }

    public Task<IAsyncDisposable> SubscribeAsync(RoomId roomId, IRoomListener listener, CancellationToken ct) =>
        throw new NotSupportedException();
}
