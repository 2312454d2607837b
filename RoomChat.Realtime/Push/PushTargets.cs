using RoomChat.Contracts;
using RoomChat.Messaging.Push;

namespace RoomChat.Realtime.Push;

/// <summary>
/// The push subscriptions of rooms. Each room is read at most every few seconds, so that rooms without subscriptions cost little.
/// </summary>
internal sealed class PushTargets(IPushSubscriptions subscriptions, TimeProvider time)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(5);

    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, (long At, Task<IReadOnlyList<PushTarget>> Found)> _rooms = [];

    public Task<IReadOnlyList<PushTarget>> FindAsync(RoomId roomId, CancellationToken ct)
    {
        lock (_sync)
        {
            var isKnown = _rooms.TryGetValue(roomId, out var known) && !known.Found.IsFaulted && !known.Found.IsCanceled;
            if (isKnown && time.GetElapsedTime(known.At) < GoodFor) return known.Found;
            if (_rooms.Count >= MostRemembered) _rooms.Clear();
            var found = subscriptions.FindAsync(roomId, ct);
            _rooms[roomId] = (time.GetTimestamp(), found);
            return found;
        }
    }

    /// <summary>Forgets a room after its subscriptions have changed here.</summary>
    public void Forget(RoomId roomId)
    {
        lock (_sync) _rooms.Remove(roomId);
    }
}
