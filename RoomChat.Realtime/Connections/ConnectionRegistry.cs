using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Connections;

/// <summary>All connections of this instance.</summary>
internal sealed class ConnectionRegistry : IAudience
{
    private readonly MemberList _connections = new();
    private readonly RealtimeMetrics _metrics;
    private int _restricted;

    public ConnectionRegistry(RealtimeMetrics metrics)
    {
        _metrics = metrics;
        metrics.ObserveQueuedBytes(() => All().Sum(connection => connection.QueuedBytes));
    }

    public int Count => _connections.Count;

    public Members Members => _connections.Snapshot;

    /// <summary>Whether there are connections with limited permissions.</summary>
    public bool HasRestricted => Volatile.Read(ref _restricted) > 0;

    public IEnumerable<Connection> All()
    {
        var (slots, used) = Members;
        return slots.Take(used).OfType<Connection>();
    }

    public void Add(Connection connection)
    {
        if (connection.IsRestricted) Interlocked.Increment(ref _restricted);
        _connections.Add(connection);
        _metrics.ConnectionOpened();
    }

    public void Remove(Connection connection)
    {
        if (!_connections.Remove(connection)) return;
        if (connection.IsRestricted) Interlocked.Decrement(ref _restricted);
        _metrics.ConnectionClosed();
    }
}
