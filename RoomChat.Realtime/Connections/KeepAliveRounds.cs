namespace RoomChat.Realtime.Connections;

/// <summary>Looks after silent connections, all with one timer: one a connection would cost more memory than the connection's own fields.</summary>
internal sealed class KeepAliveRounds(ConnectionRegistry connections, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(0.5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var connection in connections.All()) connection.KeepAlive();
        }
    }
}
