using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Connections;

/// <summary>Every connection of this instance.</summary>
internal sealed class ConnectionRegistry : IAudience
{
    private readonly MemberList _connections = new();
    private readonly RealtimeMetrics _metrics;

    public ConnectionRegistry(RealtimeMetrics metrics)
    {
        _metrics = metrics;
        metrics.ObserveQueuedBytes(() => All().Sum(connection => connection.QueuedBytes));
    }

    public int Count => _connections.Count;

    public Members Members => _connections.Snapshot;

    public IEnumerable<Connection> All()
    {
        var (slots, used) = Members;
        return slots.Take(used).OfType<Connection>();
    }

    public void Add(Connection connection)
    {
        _connections.Add(connection);
        _metrics.ConnectionOpened();
    }

    public void Remove(Connection connection)
    {
        if (_connections.Remove(connection)) _metrics.ConnectionClosed();
    }
}
