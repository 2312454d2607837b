using System.Globalization;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Realtime.Routing.Canary;

/// <summary>
/// Selects the next canary's room. With shared sessions there is one room per session, used in turn, so that every blocked session is
/// found. While one is blocked, every second canary uses it, to detect its recovery. Used by one sender.
/// </summary>
internal sealed class CanaryRooms
{
    private readonly IReadOnlyList<RoomId> _rooms;
    private readonly HashSet<RoomId> _failing = [];
    private RoomId? _lastFailed;
    private int _next;
    private bool _isFailingsTurn;
    private volatile int _failingCount;
    private volatile int _failedInARow;
    private volatile bool _hasOneReturned;

    private CanaryRooms(IReadOnlyList<RoomId> rooms) => _rooms = rooms;

    /// <summary>All canary rooms.</summary>
    public IReadOnlyList<RoomId> All => _rooms;

    /// <summary>Number of rooms whose last canary did not come back.</summary>
    public int Failing => _failingCount;

    /// <summary>
    /// Whether all recent canaries failed: those of two rooms in a row, or of the only room, or no canary has ever come back.
    /// </summary>
    public bool AllFail => !_hasOneReturned || _failedInARow >= Math.Min(2, _rooms.Count);

    public static CanaryRooms OnePerSession(string instanceId, RoomShards shards)
    {
        var rooms = new Dictionary<string, RoomId>(StringComparer.Ordinal);
        for (var number = 0; rooms.Count < shards.Names.Count; number++)
        {
            var room = RoomId.Internal(string.Create(CultureInfo.InvariantCulture, $"canary-{instanceId}-{number}"));
            rooms.TryAdd(shards.Of(room), room);
        }
        return new CanaryRooms([.. rooms.Values]);
    }

    public static CanaryRooms Single(string instanceId) => new([RoomId.Internal($"canary-{instanceId}")]);

    public RoomId Next()
    {
        _isFailingsTurn = !_isFailingsTurn;
        if (_isFailingsTurn && _failedInARow == 0 && _failing.Count > 0 && _failing.Count < _rooms.Count) return _failing.First();
        while (_failing.Count < _rooms.Count && _failing.Contains(_rooms[_next % _rooms.Count])) _next++;
        return _rooms[_next++ % _rooms.Count];
    }

    /// <summary>Records the result of a room's canary.</summary>
    public void Note(RoomId room, bool cameBack)
    {
        if (cameBack) _failing.Remove(room);
        else _failing.Add(room);
        _hasOneReturned |= cameBack;
        if (cameBack) _failedInARow = 0;
        else if (_failedInARow == 0 || room != _lastFailed) _failedInARow++;
        if (!cameBack) _lastFailed = room;
        _failingCount = _failing.Count;
    }
}
