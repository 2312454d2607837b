using RoomChat.Contracts;
using RoomChat.Messaging.RoomMembers;

namespace RoomChat.Realtime.Presence;

/// <summary>The users in each room on this instance, and which of them have yet to be written. Safe for any thread.</summary>
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

    /// <summary>The rooms that have users here.</summary>
    public IReadOnlyList<RoomId> Rooms
    {
        get
        {
            lock (_sync) return [.. _rooms.Keys];
        }
    }

    /// <summary>One more connection of a user in a room.</summary>
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

    /// <summary>A user who is in the room here tells of itself; null leaves as it is what is not told.</summary>
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

    /// <summary>One connection of a user less.</summary>
    public void Leave(RoomId roomId, ChatUser user)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room) || !room.Users.TryGetValue(user.Id, out var known) || --known.Connections > 0) return;
            room.Users.Remove(user.Id);
            MarkDue(roomId, room, known.User);
        }
    }

    /// <summary>Takes what is to be written. What could not be is given back to <see cref="MarkDue(RoomId, IEnumerable{MemberShare})"/>.</summary>
    public IReadOnlyList<KeyValuePair<RoomId, IReadOnlyList<MemberShare>>> TakeDue()
    {
        lock (_sync)
        {
            var due = _due.Select(roomId => KeyValuePair.Create<RoomId, IReadOnlyList<MemberShare>>(roomId, TakeDue(roomId))).ToList();
            _due.Clear();
            return due;
        }
    }

    /// <summary>What was taken is due again, as it is by then.</summary>
    public void MarkDue(RoomId roomId, IEnumerable<MemberShare> shares)
    {
        lock (_sync)
        {
            if (!_rooms.TryGetValue(roomId, out var room)) _rooms[roomId] = room = new LocalRoom();
            foreach (var share in shares) MarkDue(roomId, room, share.User);
        }
    }

    /// <summary>Everything is due: the shares were lost.</summary>
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

    /// <summary>Marks what was found to be written otherwise than it is here: users without a share, and shares of users who are not here.</summary>
    /// <returns>How many users that are.</returns>
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
