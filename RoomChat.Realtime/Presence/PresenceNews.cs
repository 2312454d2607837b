using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>Changes of users, by room, that the rooms were not told yet. Safe for any thread.</summary>
internal sealed class PresenceNews
{
    private readonly Lock _sync = new();
    private Dictionary<RoomId, Dictionary<string, MemberNews>> _rooms = [];
    private TaskCompletionSource _hasNews = NewSignal();

    /// <summary>Completes when there is something to tell.</summary>
    public Task HasNewsAsync()
    {
        lock (_sync) return _hasNews.Task;
    }

    /// <summary>Adds users of a room; whether they are in it now is looked up when the room is told.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="users">Who.</param>
    /// <param name="haveMoved">Whether they came or went; else they have only changed.</param>
    public void Add(RoomId roomId, IEnumerable<ChatUser> users, bool haveMoved = true) =>
        Add(roomId, users.Select(user => new MemberNews(user, haveMoved)));

    /// <summary>Adds news that were taken and could not be told.</summary>
    public void Add(RoomId roomId, IEnumerable<MemberNews> news)
    {
        lock (_sync)
        {
            foreach (var (user, hasMoved) in news)
            {
                if (!_rooms.TryGetValue(roomId, out var room))
                    _rooms[roomId] = room = new Dictionary<string, MemberNews>(StringComparer.Ordinal);
                room[user.Id] = new MemberNews(user, hasMoved || room.GetValueOrDefault(user.Id) is { HasMoved: true });
                _hasNews.TrySetResult();
            }
        }
    }

    /// <summary>Takes the news of all rooms for which it is time.</summary>
    public IReadOnlyList<KeyValuePair<RoomId, IReadOnlyCollection<MemberNews>>> Take(Func<RoomId, bool> isTime)
    {
        lock (_sync)
        {
            var taken = _rooms.Where(room => isTime(room.Key))
                .Select(room => KeyValuePair.Create(room.Key, (IReadOnlyCollection<MemberNews>)room.Value.Values)).ToList();
            if (taken.Count == _rooms.Count) _rooms = [];
            else foreach (var (roomId, _) in taken) _rooms.Remove(roomId);
            if (_rooms.Count == 0) _hasNews = NewSignal();
            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
