using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Lifetime;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// Drains a stopping instance: accepts no connections, asks all clients to reconnect elsewhere, and waits a little. Clients are asked one
/// after the other, so that the other instances are not overloaded.
/// </summary>
internal sealed partial class ConnectionDrain(
    ConnectionRegistry connections,
    IOptions<ConnectionOptions> options,
    TimeProvider time,
    ILogger<ConnectionDrain> logger) : IHostedLifecycleService, IDrain
{
    // A few hundred clients reconnect quickly. For them the drain is shorter.
    private static readonly TimeSpan LongestPerConnection = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private volatile bool _hasBegun;
    private Task? _draining;

    /// <summary>Whether the instance refuses new connections.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>
    /// Closes a connection that was admitted before the drain began and opened after it. The drain may have ended already.
    /// </summary>
    public void AskIfLate(Connection opened)
    {
        if (_hasBegun) opened.Close(CloseCode.ShuttingDown);
    }

    /// <summary>Drains once. The host calls it again after a stop signal.</summary>
    public Task DrainAsync(CancellationToken ct) => _draining ??= AskAllAsync(ct);

    public Task StoppingAsync(CancellationToken cancellationToken) => DrainAsync(cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task AskAllAsync(CancellationToken cancellationToken)
    {
        _hasBegun = true;
        LogDraining(connections.Count);
        var started = time.GetTimestamp();
        var total = connections.Count;
        var spread = TimeSpan.FromTicks(Math.Min(options.Value.DrainSpread.Ticks, total * LongestPerConnection.Ticks));
        using var poll = new PeriodicTimer(Poll, time);
        for (var asked = 0; ;)
        {
            var elapsed = time.GetElapsedTime(started);
            var due = elapsed < spread ? (int)(total * (elapsed / spread)) : int.MaxValue;
            // In every round: connections accepted at the start of the drain appear later.
            foreach (var connection in connections.All().Where(open => open.CloseCode is null).Take(Math.Max(0, due - asked)))
            {
                connection.Close(CloseCode.ShuttingDown);
                asked++;
            }
            if (connections.Count == 0 || elapsed > spread + options.Value.CloseTimeout) break;
            await poll.WaitForNextTickAsync(cancellationToken);
        }
        LogDrained(connections.Count);
    }

    [LoggerMessage(LogLevel.Information, "Stopping: asking {Count} connections to reconnect elsewhere")]
    private partial void LogDraining(int count);

    [LoggerMessage(LogLevel.Information, "Drained: {Count} connections left")]
    private partial void LogDrained(int count);
}
