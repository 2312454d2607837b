using RoomChat.Contracts;
using RoomChat.Messaging.RoomMembers;

namespace RoomChat.Tests.Realtime.Presence;

/// <summary>The members' twin (see <c>RoomMembersContract</c>), which can lose everything and fail.</summary>
internal sealed class InMemoryRoomMembers : IRoomMembers
{
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, Dictionary<string, Entry>> _rooms = [];

    internal bool IsDown { get; set; }

    /// <summary>Whole lists that were read.</summary>
    internal int Reads { get; private set; }

    /// <summary>Rooms that have members.</summary>
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

    public Task<IReadOnlyList<ChatUser>> SetAsync(RoomId roomId, string instanceId, IReadOnlyList<MemberShare> shares, CancellationToken ct) => Run(() =>
    {
        List<ChatUser> changed = [];
        foreach (var (user, since) in shares)
        {
            var room = Room(roomId);
            var entry = room.GetValueOrDefault(user.Id) ?? new Entry(user.Name);
            var wasIn = entry.Shares.Count > 0;
            entry.Shares.Remove(instanceId);
            if (since is { } time) (entry.Name, entry.Shares[instanceId]) = (user.Name, time);
            if (entry.Shares.Count > 0) room[user.Id] = entry;
            else room.Remove(user.Id);
            if (wasIn != entry.Shares.Count > 0) changed.Add(new ChatUser(user.Id, entry.Name));
        }
        ForgetIfEmpty(roomId);
        return changed;
    });

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
            new RoomMember(new ChatUser(user.Key, user.Value.Name), user.Value.Shares.Values.Min()), [.. user.Value.Shares.Keys])),
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
        internal string Name { get; set; } = name;

        internal Dictionary<string, DateTimeOffset> Shares { get; } = [];
    }
}
