using System.Collections.Immutable;

namespace RoomChat.Realtime.Connections;

/// <summary>Connections as an immutable snapshot that writers swap: sending reads one consistent membership and takes no lock.</summary>
internal sealed class ConnectionSet
{
    private ImmutableArray<Connection> _connections = [];

    public int Count => Snapshot.Length;

    public ImmutableArray<Connection> Snapshot => ImmutableInterlocked.InterlockedCompareExchange(ref _connections, default, default);

    /// <summary>False when it was in already.</summary>
    public bool Add(Connection connection) => ImmutableInterlocked.Update(ref _connections, static (all, one) => all.Contains(one) ? all : all.Add(one), connection);

    /// <summary>False when it was not in.</summary>
    public bool Remove(Connection connection) => ImmutableInterlocked.Update(ref _connections, static (all, one) => all.Remove(one), connection);

    public int Send(OutboundFrame frame)
    {
        var connections = Snapshot;
        foreach (var connection in connections) connection.Send(frame);
        return connections.Length;
    }
}
