using RoomChat.Contracts;

namespace RoomChat.Realtime.Presence;

/// <summary>The users of each room who came or went and of whom the room has not heard yet. Safe for any thread.</summary>
internal sealed class PresenceNews
{
    private readonly Lock _sync = new();
    private Dictionary<RoomId, Dictionary<string, ChatUser>> _rooms = [];
    private TaskCompletionSource _hasNews = NewSignal();

    /// <summary>Completes when there is something to tell.</summary>
    public Task HasNewsAsync()
    {
        lock (_sync) return _hasNews.Task;
    }

    /// <summary>Adds users of a room; whether they are in it now is looked up when the room is told.</summary>
    public void Add(RoomId roomId, IEnumerable<ChatUser> users)
    {
        lock (_sync)
        {
            foreach (var user in users)
            {
                if (!_rooms.TryGetValue(roomId, out var room)) _rooms[roomId] = room = new Dictionary<string, ChatUser>(StringComparer.Ordinal);
                room[user.Id] = user;
                _hasNews.TrySetResult();
            }
        }
    }

    /// <summary>Takes the news of all rooms for which it is time.</summary>
    public IReadOnlyList<KeyValuePair<RoomId, IReadOnlyCollection<ChatUser>>> Take(Func<RoomId, bool> isTime)
    {
        lock (_sync)
        {
            var taken = _rooms.Where(room => isTime(room.Key)).Select(room => KeyValuePair.Create(room.Key, (IReadOnlyCollection<ChatUser>)room.Value.Values)).ToList();
            if (taken.Count == _rooms.Count) _rooms = [];
            else foreach (var (roomId, _) in taken) _rooms.Remove(roomId);
            if (_rooms.Count == 0) _hasNews = NewSignal();
            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
