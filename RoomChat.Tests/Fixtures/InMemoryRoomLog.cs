using RoomChat.Contracts;
using RoomChat.Messaging.RoomLog;

namespace RoomChat.Tests.Fixtures;

/// <summary>In-memory fake of log and channel (see <c>RoomLogContract</c>). It can mute the channel and lose or shorten a log.</summary>
internal sealed partial class InMemoryRoomLog : IRoomLog, IRoomChannel
{
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, Entries> _rooms = [];
    private readonly Dictionary<RoomId, (long Digest, RoomPosition Head)> _appended = [];
    private int _epochs;
    private long _digests;

    /// <summary>Runs before heads are read.</summary>
    internal Action? BeforeHeads { get; set; }

    /// <summary>While true the channel announces nothing.</summary>
    internal bool Mute { get; set; }

    /// <summary>Rooms whose heads cannot be read, as when their node has failed.</summary>
    internal HashSet<RoomId> Unreadable { get; } = [];

    /// <summary>Whether the digest of an append is missing.</summary>
    internal bool IsADigestMissing { get; set; }

    /// <summary>The number of calls that read heads.</summary>
    internal int HeadReads { get; private set; }

    /// <summary>The number of messages that a room keeps.</summary>
    internal int KeepLast { get; set; } = 1_000;

    /// <summary>Forgets every room without listeners.</summary>
    internal void ForgetSilentRooms()
    {
        lock (_sync)
        {
            foreach (var (roomId, room) in _rooms)
            {
                if (room.Listeners.Count == 0) _rooms.Remove(roomId);
            }
            _rooms.TrimExcess();
        }
    }

    /// <summary>Forgets a room: its next message begins a new epoch.</summary>
    internal void Lose(RoomId roomId)
    {
        lock (_sync)
        {
            var room = Room(roomId);
            room.Messages.Clear();
            room.Ids.Clear();
            (room.Offset, room.Acknowledged, room.Epoch) = (0, 0, $"e{++_epochs}");
            (room.Parent, room.Begin) = (null, 0);
            room.IsLost = true;
        }
    }

    /// <summary>Rolls a room back to an older copy: later messages are gone, and the epoch is the same.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="offset">The offset of the last message that is left.</param>
    /// <param name="isForgotten">Whether the next append does not know the old head, as after a takeover by another instance.</param>
    internal void RollBack(RoomId roomId, long offset, bool isForgotten = false)
    {
        lock (_sync)
        {
            var room = Room(roomId);
            room.Messages.RemoveAll(logged => logged.Position.Offset > offset);
            foreach (var (id, _) in room.Ids.Where(known => known.Value > offset).ToList()) room.Ids.Remove(id);
            room.Offset = offset;
            if (isForgotten) room.Acknowledged = offset;
        }
    }

    public async Task<RoomPosition> AppendAsync(ChatMessage message, CancellationToken ct) => (await AppendAsync([message], ct))[0];

    public Task<IReadOnlyList<RoomPosition>> AppendAsync(IReadOnlyList<ChatMessage> messages, CancellationToken ct) =>
        AppendAsync(messages, [], ct);

    public Task<IReadOnlyList<RoomPosition>> AppendAsync(
        IReadOnlyList<ChatMessage> messages, IReadOnlyList<string?> traceParents, CancellationToken ct)
    {
        if (messages.Select(message => message.RoomId).Distinct().Count() != 1)
            throw new ArgumentException("The messages are not of one room.", nameof(messages));
        lock (_sync)
        {
            var room = Room(messages[0].RoomId);
            if (room.Offset < room.Acknowledged) Fork(room, room.Offset);
            List<(LoggedMessage Logged, bool IsKept)> appended = [.. messages.Select(message => Append(room, message))];
            room.Acknowledged = room.Offset;
            _appended[messages[0].RoomId] = (++_digests, room.Head);
            room.Messages.RemoveRange(0, Math.Max(0, room.Messages.Count - KeepLast));
            for (var i = 0; i < appended.Count && !Mute; i++)
            {
                if (!appended[i].IsKept) continue;
                var announced = new LoggedMessage(appended[i].Logged.Message, appended[i].Logged.Position)
                {
                    TraceParent = traceParents.ElementAtOrDefault(i)
                };
                room.Listeners.ForEach(listener => listener.Hear(announced));
                room.Listeners.ForEach(listener => listener.Flush());
            }
            return Task.FromResult<IReadOnlyList<RoomPosition>>([.. appended.Select(one => one.Logged.Position)]);
        }
    }

    public Task<RoomPosition> GetHeadAsync(RoomId roomId, CancellationToken ct)
    {
        BeforeHeads?.Invoke();
        lock (_sync)
        {
            HeadReads++;
            return Task.FromResult(Room(roomId).Head);
        }
    }

    public Task<IReadOnlyList<HeadRead>> GetHeadsAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct)
    {
        BeforeHeads?.Invoke();
        lock (_sync)
        {
            HeadReads++;
            return Task.FromResult<IReadOnlyList<HeadRead>>([.. roomIds.Select(roomId =>
                Unreadable.Contains(roomId)
                    ? new HeadRead(null, IsKnown: false)
                    : new HeadRead(_rooms.GetValueOrDefault(roomId)?.HeadIfAny))]);
        }
    }

    /// <summary>Each append writes its own digest at once.</summary>
    public Task<RecentAppends> ReadRecentAppendsAsync(long? after, CancellationToken ct)
    {
        lock (_sync)
        {
            var heads = _appended.Where(one => one.Value.Digest > after).Select(one => (one.Key, one.Value.Head));
            return Task.FromResult(new RecentAppends(_digests, after is not null && !IsADigestMissing, [.. heads]));
        }
    }

    public Task KeepAliveAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct) => Task.CompletedTask;

    public Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, CancellationToken ct)
    {
        lock (_sync) return Task.FromResult(Read(Room(roomId), since, limit));
    }

    public Task<LogRead> ContinueAsync(RoomId roomId, RoomPosition last, int limit, CancellationToken ct)
    {
        lock (_sync)
        {
            var room = Room(roomId);
            if (last.Epoch == room.Epoch && last.Offset > room.Offset) Fork(room, room.Offset);
            return Task.FromResult(Read(room, last, limit, withLast: true));
        }
    }

    public Task DisownAsync(RoomId roomId, RoomPosition last, CancellationToken ct)
    {
        lock (_sync)
        {
            var room = Room(roomId);
            if (last.Epoch == room.Epoch && last.Offset < room.Offset) Fork(room, last.Offset);
            return Task.CompletedTask;
        }
    }

    public Task<LogRead> ReadBeforeAsync(RoomId roomId, long? before, int limit, CancellationToken ct)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room))
                return Task.FromResult(new LogRead(Recovery.Complete, new RoomPosition(0, ""), []));
            return Task.FromResult(new LogRead(
                Recovery.Complete, room.Head,
                [.. room.Messages.Where(logged => logged.Position.Offset < (before ?? long.MaxValue)).TakeLast(limit)]));
        }
    }

    private static LogRead Read(Entries room, RoomPosition since, int limit, bool withLast = false)
    {
        if ((since.Epoch.Length > 0 && since.Epoch != room.Epoch) || since.Offset > room.Offset)
            return new(Recovery.EpochChanged, room.Head, [], since.Epoch == room.Parent ? Math.Min(since.Offset, room.Begin) : room.Begin);
        var isTooShort = since.Offset < room.Offset && (room.Messages.Count == 0 || room.Messages[0].Position.Offset > since.Offset + 1);
        if (isTooShort) return new(Recovery.HistoryTooShort, room.Head, []);
        return new(
            Recovery.Complete, room.Head,
            [.. room.Messages.Where(logged => logged.Position.Offset > since.Offset - (withLast ? 1 : 0)).Take(limit)]);
    }

    private static (LoggedMessage Logged, bool IsKept) Append(Entries room, ChatMessage message)
    {
        var key = (message.Id, message.User.Id);
        if (room.Messages.Find(known => (known.Message.Id, known.Message.User.Id) == key) is { } kept) return (kept, true);
        if (room.Ids.TryGetValue(key, out var offset)) return (new LoggedMessage(message, new RoomPosition(offset, room.Epoch)), false);
        var logged = new LoggedMessage(message, new RoomPosition(++room.Offset, room.Epoch));
        room.Messages.Add(logged);
        room.Ids[key] = room.Offset;
        return (logged, true);
    }

    private void Fork(Entries room, long begin)
    {
        (room.Parent, room.Begin, room.Epoch) = (room.Epoch, begin, $"e{++_epochs}");
        room.Acknowledged = room.Offset;
        for (var i = 0; i < room.Messages.Count; i++)
            room.Messages[i] = new(room.Messages[i].Message, room.Messages[i].Position with { Epoch = room.Epoch });
    }

    private Entries Room(RoomId roomId)
    {
        if (!_rooms.TryGetValue(roomId, out var room)) _rooms[roomId] = room = new Entries { Epoch = $"e{++_epochs}" };
        room.IsLost = false;
        return room;
    }

    private sealed class Entries
    {
        internal List<LoggedMessage> Messages { get; } = [];

        /// <summary>The offset of each id and its sender, also for entries that have left the log.</summary>
        internal Dictionary<(string Id, string UserId), long> Ids { get; } = [];

        internal List<IRoomListener> Listeners { get; } = [];

        internal long Offset { get; set; }

        /// <summary>The last offset that was returned to an appender.</summary>
        internal long Acknowledged { get; set; }

        internal required string Epoch { get; set; }

        /// <summary>The previous epoch, which this one continues after <see cref="Begin"/>.</summary>
        internal string? Parent { get; set; }

        internal long Begin { get; set; }

        /// <summary>Whether the room was lost and not used since. Its new epoch begins with the next use.</summary>
        internal bool IsLost { get; set; }

        internal RoomPosition Head => new(Offset, Epoch);

        internal RoomPosition? HeadIfAny => IsLost ? null : Head;
    }
}
