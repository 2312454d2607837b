using RoomChat.Contracts;
using RoomChat.Messaging.RoomMembers;

namespace RoomChat.Tests.Realtime.Presence;

/// <summary>In-memory fake of the members (see <c>RoomMembersContract</c>). It can lose its data and fail.</summary>
internal sealed class InMemoryRoomMembers : IRoomMembers
{
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, Dictionary<string, Entry>> _rooms = [];

    internal bool IsDown { get; set; }

    /// <summary>The number of complete lists read.</summary>
    internal int Reads { get; private set; }

    /// <summary>The number of rooms with members.</summary>
    internal int Rooms
    {
        get
        {
            lock (_sync) return _rooms.Count;
        }
    }

    internal void LoseEverything()
    {
        lock (_sync) _rooms.Clear();
    }

    public async Task<SharesSet> SetAsync(RoomId roomId, string instanceId, IReadOnlyList<MemberShare> shares, CancellationToken ct)
    {
        List<ChatUser> changed = [];
        var moved = await Run(() =>
        {
            List<ChatUser> moved = [];
            foreach (var share in shares)
            {
                var room = Room(roomId);
                var entry = room.GetValueOrDefault(share.User.Id) ?? new Entry(share.User.Name);
                var (wasIn, before) = (entry.Shares.Count > 0, (entry.Name, entry.Status, entry.ReadTo));
                entry.Take(instanceId, share);
                var isIn = entry.Shares.Count > 0;
                if (isIn) room[share.User.Id] = entry;
                else room.Remove(share.User.Id);
                var user = new ChatUser(share.User.Id, entry.Name);
                if (wasIn != isIn) moved.Add(user);
                else if (isIn && before != (entry.Name, entry.Status, entry.ReadTo)) changed.Add(user);
            }
            ForgetIfEmpty(roomId);
            return moved;
        });
        return new SharesSet(moved, changed);
    }

    public Task<IReadOnlyList<ChatUser>> RemoveAsync(RoomId roomId, IReadOnlyList<string> instanceIds, CancellationToken ct) => Run(() =>
    {
        List<ChatUser> left = [];
        foreach (var (userId, entry) in Room(roomId))
        {
            foreach (var instanceId in instanceIds) entry.Shares.Remove(instanceId);
            if (entry.Shares.Count > 0) continue;
            Room(roomId).Remove(userId);
            left.Add(new ChatUser(userId, entry.Name));
        }
        ForgetIfEmpty(roomId);
        return left;
    });

    public async Task<MembersFound> FindAsync(RoomId roomId, IReadOnlyList<string> userIds, CancellationToken ct)
    {
        var all = await Run(() => Describe(roomId));
        return new MembersFound(all.Count, [.. all.Select(entry => entry.Member).Where(member => userIds.Contains(member.User.Id))]);
    }

    public Task<IReadOnlyList<MemberEntry>> ReadAsync(RoomId roomId, CancellationToken ct) => Run(() =>
    {
        Reads++;
        return Describe(roomId);
    });

    private List<MemberEntry> Describe(RoomId roomId) =>
    [
        .. (_rooms.GetValueOrDefault(roomId) ?? []).Select(user => new MemberEntry(
            new RoomMember(new ChatUser(user.Key, user.Value.Name), user.Value.Shares.Values.Min(), user.Value.Status, user.Value.ReadTo),
            [.. user.Value.Shares.Keys])),
    ];

    private void ForgetIfEmpty(RoomId roomId)
    {
        if (_rooms.TryGetValue(roomId, out var room) && room.Count == 0) _rooms.Remove(roomId);
    }

    private Dictionary<string, Entry> Room(RoomId roomId)
    {
        if (!_rooms.TryGetValue(roomId, out var room)) _rooms[roomId] = room = [];
        return room;
    }

    private Task<IReadOnlyList<T>> Run<T>(Func<List<T>> step)
    {
        if (IsDown) return Task.FromException<IReadOnlyList<T>>(new TimeoutException("The members are down."));
        lock (_sync) return Task.FromResult<IReadOnlyList<T>>(step());
    }

    private sealed class Entry(string name)
    {
        internal string Name { get; private set; } = name;

        internal string? Status { get; private set; }

        internal RoomPosition? ReadTo { get; private set; }

        internal Dictionary<string, DateTimeOffset> Shares { get; } = [];

        internal void Take(string instanceId, MemberShare share)
        {
            Shares.Remove(instanceId);
            if (share.Since is not { } time) return;
            (Name, Shares[instanceId]) = (share.User.Name, time);
            if (share.Status is { } status) Status = status.Length == 0 ? null : status;
            ReadTo = share.ReadTo ?? ReadTo;
        }
    }
}
