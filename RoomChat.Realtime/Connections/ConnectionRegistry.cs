using RoomChat.Realtime.Telemetry;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// Every connection of this instance. Sharded, because one copy-on-write set of them all would be copied as a whole at every connect.
/// </summary>
internal sealed class ConnectionRegistry : IAudience
{
    private const int ShardCount = 64;

    private readonly ConnectionSet[] _shards = [.. Enumerable.Range(0, ShardCount).Select(_ => new ConnectionSet())];
    private readonly RealtimeMetrics _metrics;

    public ConnectionRegistry(RealtimeMetrics metrics)
    {
        _metrics = metrics;
        metrics.ObserveQueuedBytes(() => All().Sum(connection => connection.QueuedBytes));
    }

    public int Count => _shards.Sum(shard => shard.Count);

    public IEnumerable<Connection> All() => _shards.SelectMany(shard => shard.Snapshot);

    public void Add(Connection connection)
    {
        if (ShardOf(connection).Add(connection)) _metrics.ConnectionOpened();
    }

    public void Remove(Connection connection)
    {
        if (ShardOf(connection).Remove(connection)) _metrics.ConnectionClosed();
    }

    public int Send(OutboundFrame frame) => _shards.Sum(shard => shard.Send(frame));

    private ConnectionSet ShardOf(Connection connection) => _shards[(uint)connection.Ordinal % ShardCount];
}
