using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>Tracks connections without rooms, and closes them after the idle timeout. Empty when the timeout is off.</summary>
internal sealed class IdleConnections(IOptions<ConnectionOptions> options, TimeProvider time) : BackgroundService
{
    private const int RoundsPerTimeout = 10;

    private readonly ConcurrentDictionary<Connection, long> _since = new();
    private readonly TimeSpan _timeout = options.Value.IdleTimeout;

    /// <summary>Records whether a connection is in no room. Idempotent.</summary>
    public void Note(Connection connection, bool isIdle)
    {
        if (_timeout == TimeSpan.Zero) return;
        if (isIdle) _since.TryAdd(connection, time.GetTimestamp());
        else _since.TryRemove(connection, out _);
    }

    /// <summary>Removes a closed connection.</summary>
    public void Forget(Connection connection) => _since.TryRemove(connection, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_timeout == TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(_timeout / RoundsPerTimeout, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var (connection, since) in _since)
            {
                if (time.GetElapsedTime(since) >= _timeout) connection.Close(CloseCode.Idle);
            }
        }
    }
}
