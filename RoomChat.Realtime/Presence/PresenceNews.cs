using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>Unannounced changes of users, by room. Thread-safe.</summary>
internal sealed class PresenceNews
{
    private readonly Lock _sync = new();
    private Dictionary<RoomId, Dictionary<string, MemberNews>> _rooms = [];
    private TaskCompletionSource _hasNews = NewSignal();

    /// <summary>Completes when there are changes.</summary>
    public Task HasNewsAsync()
    {
        lock (_sync) return _hasNews.Task;
    }

    /// <summary>Adds users of a room. Their presence is read when it is announced.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="users">The users.</param>
    /// <param name="haveMoved">Whether they entered or left; else they have only changed.</param>
    public void Add(RoomId roomId, IEnumerable<ChatUser> users, bool haveMoved = true) =>
        Add(roomId, users.Select(user => new MemberNews(user, haveMoved)));

    /// <summary>Adds taken changes again after a failed announcement.</summary>
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

    /// <summary>Takes the changes of all due rooms.</summary>
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
