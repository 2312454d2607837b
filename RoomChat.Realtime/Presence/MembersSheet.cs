using RoomChat.Contracts;
using RoomChat.Messaging.RoomMembers;

namespace RoomChat.Realtime.Presence;

/// <summary>The users in each room on this instance, and their unwritten changes. Thread-safe.</summary>
internal sealed class MembersSheet
{
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, LocalRoom> _rooms = [];
    private readonly HashSet<RoomId> _due = [];

    public bool HasDue
    {
        get
        {
            lock (_sync) return _due.Count > 0;
        }
    }

    /// <summary>The rooms with users on this instance.</summary>
    public IReadOnlyList<RoomId> Rooms
    {
        get
        {
            lock (_sync) return [.. _rooms.Keys];
        }
    }

    /// <summary>Adds a connection of a user to a room.</summary>
    public void Enter(RoomId roomId, ChatUser user, DateTimeOffset now)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room)) _rooms[roomId] = room = new LocalRoom();
            if (room.Users.TryGetValue(user.Id, out var known))
            {
                known.Connections++;
                if (known.User == user) return;
                known.User = user;   // another name
                MarkDue(roomId, room, user);
            }
            else
            {
                room.Users[user.Id] = new LocalUser(user, now);
                MarkDue(roomId, room, user);
            }
        }
    }

    /// <summary>Sets status and read position of a user in the room; null keeps the value.</summary>
    public void Tell(RoomId roomId, string userId, string? status, RoomPosition? readTo)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room) || !room.Users.TryGetValue(userId, out var known)) return;
            var (before, readBefore) = (known.Status, known.ReadTo);
            (known.Status, known.ReadTo) = (status ?? before, readTo ?? readBefore);
            if ((known.Status, known.ReadTo) != (before, readBefore)) MarkDue(roomId, room, known.User);
        }
    }

    /// <summary>Removes a connection of a user from a room.</summary>
    public void Leave(RoomId roomId, ChatUser user)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room)
                || !room.Users.TryGetValue(user.Id, out var known)
                || --known.Connections > 0)
            {
                return;
            }

            room.Users.Remove(user.Id);
            MarkDue(roomId, room, known.User);
        }
    }

    /// <summary>
    /// Takes the changes for writing. Failed ones go back with <see cref="MarkDue(RoomId, IEnumerable{MemberShare})"/>.
    /// </summary>
    public IReadOnlyList<KeyValuePair<RoomId, IReadOnlyList<MemberShare>>> TakeDue()
    {
        lock (_sync)
        {
            var due = _due.Select(roomId => KeyValuePair.Create<RoomId, IReadOnlyList<MemberShare>>(roomId, TakeDue(roomId))).ToList();
            _due.Clear();
            return due;
        }
    }

    /// <summary>Marks taken shares as due again, with their values at the next write.</summary>
    public void MarkDue(RoomId roomId, IEnumerable<MemberShare> shares)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room)) _rooms[roomId] = room = new LocalRoom();
            foreach (var share in shares) MarkDue(roomId, room, share.User);
        }
    }

    /// <summary>Marks everything as due: the shares were lost.</summary>
    public void MarkAll()
    {
        lock (_sync)
        {
            foreach (var (roomId, room) in _rooms)
            {
                foreach (var user in room.Users.Values) MarkDue(roomId, room, user.User);
            }
        }
    }

    /// <summary>Marks differences between written and real users: users without a share, and shares without a user.</summary>
    /// <returns>The number of differences.</returns>
    public int MarkDifferences(RoomId roomId, IReadOnlyCollection<ChatUser> written)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room)) return 0;
            var ids = written.Select(user => user.Id).ToHashSet(StringComparer.Ordinal);
            List<ChatUser> differences =
            [
                .. room.Users.Values.Where(known => !ids.Contains(known.User.Id)).Select(known => known.User),
                .. written.Where(user => !room.Users.ContainsKey(user.Id)),
            ];
            var news = differences.Where(user => !room.Due.ContainsKey(user.Id)).ToList();
            foreach (var user in news) MarkDue(roomId, room, user);
            return news.Count;
        }
    }

    private List<MemberShare> TakeDue(RoomId roomId)
    {
        var room = _rooms[roomId];
        List<MemberShare> shares =
        [
            .. room.Due.Values.Select(user => room.Users.TryGetValue(user.Id, out var known)
                ? new MemberShare(known.User, known.Since, known.Status, known.ReadTo)
                : new MemberShare(user, null)),
        ];
        room.Due.Clear();
        if (room.Users.Count == 0) _rooms.Remove(roomId);
        return shares;
    }

    private void MarkDue(RoomId roomId, LocalRoom room, ChatUser user)
    {
        room.Due[user.Id] = user;
        _due.Add(roomId);
    }

    private sealed class LocalRoom
    {
        public Dictionary<string, LocalUser> Users { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, ChatUser> Due { get; } = new(StringComparer.Ordinal);
    }

    private sealed class LocalUser(ChatUser user, DateTimeOffset since)
    {
        public ChatUser User { get; set; } = user;

        public string? Status { get; set; }

        public RoomPosition? ReadTo { get; set; }

        public DateTimeOffset Since { get; } = since;

        public int Connections { get; set; } = 1;
    }
}
