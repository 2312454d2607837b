using System.Collections.Concurrent;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>The connections that are open now.</summary>
internal sealed class OpenConnections
{
    private readonly ConcurrentDictionary<Connection, byte> _open = new();

    public int Count => _open.Count;

    /// <summary>Counts a connection until it closes or breaks.</summary>
    public void Add(Connection connection)
    {
        if (!_open.TryAdd(connection, 0)) return;
        connection.AddClosedCallback((_, _) => Remove(connection));

        // It may have closed before the callback was added.
        if (connection.IsClosed) Remove(connection);
    }

    private void Remove(Connection connection) => _open.TryRemove(connection, out _);
}
