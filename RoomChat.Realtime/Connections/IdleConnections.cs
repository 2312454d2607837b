using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>The connections that are in no room, and since when; closes those that join none for too long. Knows none while that is not wanted.</summary>
internal sealed class IdleConnections(IOptions<ConnectionOptions> options, TimeProvider time) : BackgroundService
{
    private const int RoundsPerTimeout = 10;

    private readonly ConcurrentDictionary<Connection, long> _since = new();
    private readonly TimeSpan _timeout = options.Value.IdleTimeout;

    /// <summary>A connection is in rooms or in none. Said again, it changes nothing.</summary>
    public void Note(Connection connection, bool isIdle)
    {
        if (_timeout == TimeSpan.Zero) return;
        if (isIdle) _since.TryAdd(connection, time.GetTimestamp());
        else _since.TryRemove(connection, out _);
    }

    /// <summary>A connection is closed.</summary>
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
