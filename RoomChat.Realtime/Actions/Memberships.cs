using RoomChat.Contracts;
using RoomChat.Realtime.Connections;
using RoomChat.Realtime.FanOut;
using RoomChat.Realtime.Presence;

namespace RoomChat.Realtime.Actions;

/// <summary>
/// The rooms of one connection. The connection's reader uses it, one action at a time. Other threads may remove the connection from a
/// room at any time. Disposal leaves all rooms.
/// </summary>
internal sealed partial class Memberships(
    Connection connection, int maxRooms, RoomFeeds feeds, RoomCensus census, ILogger<Memberships> logger) : IMemberships, IAsyncDisposable
{
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, RoomLease> _rooms = [];
    private readonly ChatUser _user = connection.Caller.User;
    private OutboundFrame? _answer;
    private string? _status;

    public Connection Connection { get; } = connection;

    public int MaxRooms => maxRooms;

    public IReadOnlyCollection<RoomId> Rooms
    {
        get
        {
            lock (_sync) return [.. _rooms.Keys];
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_sync) return _rooms.Count == 0;
        }
    }

    public bool IsFull
    {
        get
        {
            lock (_sync) return _rooms.Count >= maxRooms;
        }
    }

    public bool IsIn(RoomId roomId) => Find(roomId) is not null;

    public RoomFeed? Find(RoomId roomId)
    {
        lock (_sync) return _rooms.GetValueOrDefault(roomId)?.Feed;
    }

    /// <summary>Sends the current action's answer.</summary>
    public void Answer(OutboundFrame answer)
    {
        _answer = answer;
        Connection.Send(answer);
    }

    /// <summary>Records the current action's answer, which a room's feed has sent in order with its messages.</summary>
    public void Answered(OutboundFrame answer) => _answer = answer;

    /// <summary>Ends the current action. Returns and clears its answer; null when it had none.</summary>
    public OutboundFrame? TakeAnswer()
    {
        var answer = _answer;
        _answer = null;
        return answer;
    }

    /// <summary>
    /// Opens the room's feed and counts the connection. The caller attaches it to the feed. Completes when the count is written.
    /// </summary>
    public async Task<RoomFeed> EnterAsync(RoomId roomId, CancellationToken ct)
    {
        var lease = await feeds.AcquireAsync(roomId, ct);
        lock (_sync) _rooms.Add(roomId, lease);
        census.Enter(roomId, _user);
        if (_status is not null) census.Tell(roomId, _user.Id, _status);
        LogJoined(Connection.Id, roomId);
        await census.WrittenAsync(ct);
        return lease.Feed;
    }

    /// <summary>Sets the user's status in the current rooms and in rooms joined later.</summary>
    public void TellStatus(string status)
    {
        _status = status;
        foreach (var roomId in _rooms.Keys) census.Tell(roomId, _user.Id, status);
    }

    /// <summary>Sets the user's read position in a room.</summary>
    public void TellRead(RoomId roomId, RoomPosition readTo) => census.Tell(roomId, _user.Id, readTo: readTo);

    /// <summary>
    /// Leaves a room: no more frames come from it. Completes when the count is written. False when the connection was not in the room.
    /// </summary>
    public async Task<bool> LeaveAsync(RoomId roomId, CancellationToken ct)
    {
        if (Take(roomId) is not { } lease) return false;
        await LeaveAsync(lease, lingers: false);
        await census.WrittenAsync(ct);
        return true;
    }

    public async Task<bool> PutOutAsync(RoomId roomId, OutboundFrame told)
    {
        if (Take(roomId) is not { } lease) return false;
        await LeaveAsync(lease, lingers: false);
        Connection.Send(told);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        // A client that closed or signed out has left. After a broken or redirected connection the client may reconnect soon.
        var lingers = Connection.CloseCode != CloseCode.Normal && Connection.CloseCode != CloseCode.SessionEnded;
        foreach (var roomId in Rooms)
        {
            if (Take(roomId) is { } lease) await LeaveAsync(lease, lingers);
        }
    }

    /// <summary>Removes and returns the room's lease. Null when another call did, or when there is none.</summary>
    private RoomLease? Take(RoomId roomId)
    {
        lock (_sync) return _rooms.Remove(roomId, out var lease) ? lease : null;
    }

    private async Task LeaveAsync(RoomLease lease, bool lingers)
    {
        await lease.Feed.DetachAsync(Connection);
        census.Leave(lease.Feed.RoomId, _user, lingers);
        LogLeft(Connection.Id, lease.Feed.RoomId);
        await lease.DisposeAsync();
    }

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} joined room {RoomId}")]
    private partial void LogJoined(string connectionId, RoomId roomId);

    [LoggerMessage(LogLevel.Information, "Connection {ConnectionId} left room {RoomId}")]
    private partial void LogLeft(string connectionId, RoomId roomId);
}
