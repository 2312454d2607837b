using Microsoft.Extensions.Options;
using RoomChat.Contracts;

namespace RoomChat.Realtime.Connections;

/// <summary>The evacuation plan of a stopping instance: take nobody in, ask everyone to reconnect elsewhere, wait a little for them to go.</summary>
internal sealed partial class ConnectionDrain(
    ConnectionRegistry connections, IOptions<ConnectionOptions> options, TimeProvider time, ILogger<ConnectionDrain> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private volatile bool _hasBegun;

    /// <summary>Whether the instance takes no more connections.</summary>
    public bool HasBegun => _hasBegun;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        LogDraining(connections.Count);
        var started = time.GetTimestamp();
        using var poll = new PeriodicTimer(Poll, time);
        do
        {
            // Every round: a connection that was being accepted when the drain began appears later.
            foreach (var connection in connections.All()) connection.Close(CloseCode.ShuttingDown);
            if (connections.Count == 0 || time.GetElapsedTime(started) > options.Value.CloseTimeout) break;
        }
        while (await poll.WaitForNextTickAsync(cancellationToken));
        LogDrained(connections.Count);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Stopping: asking {Count} connections to reconnect elsewhere")]
    private partial void LogDraining(int count);

    [LoggerMessage(LogLevel.Information, "Drained: {Count} connections left")]
    private partial void LogDrained(int count);
}
