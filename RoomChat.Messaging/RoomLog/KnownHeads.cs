using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// The furthest position of each room's log that this process has seen. Bounded: recently used rooms are kept in two generations, and the
/// older one is dropped as a whole. For a forgotten room, loss detection is weaker.
/// </summary>
internal sealed class KnownHeads(int roomsPerGeneration = 8_192)
{
    private readonly Lock _sync = new();
    private Dictionary<RoomId, RoomPosition> _young = [];
    private Dictionary<RoomId, RoomPosition> _old = [];

    internal RoomPosition? Find(RoomId roomId)
    {
        lock (_sync) return _young.GetValueOrDefault(roomId) ?? _old.GetValueOrDefault(roomId);
    }

    internal void Note(RoomId roomId, RoomPosition head)
    {
        lock (_sync)
        {
            var known = _young.GetValueOrDefault(roomId) ?? _old.GetValueOrDefault(roomId);
            if (known is not null && known.Epoch == head.Epoch && known.Offset > head.Offset) head = known;
            if (_young.Count >= roomsPerGeneration && !_young.ContainsKey(roomId)) (_young, _old) = ([], _young);
            _young[roomId] = head;
        }
    }
}
