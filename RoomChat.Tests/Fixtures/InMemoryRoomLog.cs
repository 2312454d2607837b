using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Fixtures;

/// <summary>
/// The one twin of log and channel (see <c>RoomLogContract</c>), and what goes wrong with them: a channel that is mute, a log that is lost or short.
/// </summary>
internal sealed class InMemoryRoomLog : IRoomLog, IRoomChannel
{
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, Entries> _rooms = [];
    private int _epochs;

    /// <summary>While true the channel announces nothing.</summary>
    internal bool Mute { get; set; }

    /// <summary>How many messages of a room are kept.</summary>
    internal int KeepLast { get; set; } = 1_000;

    /// <summary>Forgets a room: its next message begins a new epoch.</summary>
    internal void Lose(RoomId roomId)
    {
        lock (_sync)
        {
            var room = Room(roomId);
            room.Messages.Clear();
            (room.Offset, room.Epoch) = (0, $"e{++_epochs}");
        }
    }

    public Task<RoomPosition> AppendAsync(ChatMessage message, CancellationToken ct)
    {
        lock (_sync)
        {
            var room = Room(message.RoomId);
            var logged = room.Messages.Find(known => known.Message.Id == message.Id);
            if (logged is null)
            {
                logged = new LoggedMessage(message, new RoomPosition(++room.Offset, room.Epoch));
                room.Messages.Add(logged);
                if (room.Messages.Count > KeepLast) room.Messages.RemoveAt(0);
            }
            if (!Mute) room.Listeners.ForEach(listener => listener(logged));
            return Task.FromResult(logged.Position);
        }
    }

    public Task<RoomPosition> GetHeadAsync(RoomId roomId, CancellationToken ct)
    {
        lock (_sync) return Task.FromResult(Room(roomId).Head);
    }

    public Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, CancellationToken ct)
    {
        lock (_sync) return Task.FromResult(Read(Room(roomId), since, limit));
    }

    public Task<LogRead> ReadBeforeAsync(RoomId roomId, long? before, int limit, CancellationToken ct)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room)) return Task.FromResult(new LogRead(Recovery.Complete, new RoomPosition(0, ""), []));
            return Task.FromResult(new LogRead(
                Recovery.Complete, room.Head, [.. room.Messages.Where(logged => logged.Position.Offset < (before ?? long.MaxValue)).TakeLast(limit)]));
        }
    }

    public Task<IAsyncDisposable> SubscribeAsync(RoomId roomId, Action<LoggedMessage> onMessage, CancellationToken ct)
    {
        lock (_sync) Room(roomId).Listeners.Add(onMessage);
        return Task.FromResult<IAsyncDisposable>(new Subscription(this, roomId, onMessage));
    }

    private static LogRead Read(Entries room, RoomPosition since, int limit)
    {
        if ((since.Epoch.Length > 0 && since.Epoch != room.Epoch) || since.Offset > room.Offset) return new(Recovery.EpochChanged, room.Head, []);
        var isTooShort = since.Offset < room.Offset && (room.Messages.Count == 0 || room.Messages[0].Position.Offset > since.Offset + 1);
        if (isTooShort) return new(Recovery.HistoryTooShort, room.Head, []);
        return new(Recovery.Complete, room.Head, [.. room.Messages.Where(logged => logged.Position.Offset > since.Offset).Take(limit)]);
    }

    private Entries Room(RoomId roomId)
    {
        if (!_rooms.TryGetValue(roomId, out var room)) _rooms[roomId] = room = new Entries { Epoch = $"e{++_epochs}" };
        return room;
    }

    private sealed class Entries
    {
        internal List<LoggedMessage> Messages { get; } = [];

        internal List<Action<LoggedMessage>> Listeners { get; } = [];

        internal long Offset { get; set; }

        internal required string Epoch { get; set; }

        internal RoomPosition Head => new(Offset, Epoch);
    }

    private sealed class Subscription(InMemoryRoomLog log, RoomId roomId, Action<LoggedMessage> listener) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            lock (log._sync) log.Room(roomId).Listeners.Remove(listener);
            return ValueTask.CompletedTask;
        }
    }
}
