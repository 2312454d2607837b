using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.ServiceDefaults.Lifetime;

namespace RoomChat.Realtime.Connections;

/// <summary>
/// The evacuation plan of a stopping instance: take nobody in, ask everyone to reconnect elsewhere, wait a little for them to go. They are asked
/// one after the other, so that those who take them in are not stormed.
/// </summary>
internal sealed partial class ConnectionDrain(
    ConnectionRegistry connections, IOptions<ConnectionOptions> options, TimeProvider time, ILogger<ConnectionDrain> logger) : IHostedLifecycleService, IDrain
{
    // A few hundred clients come back in no time; for those the drain is not drawn out.
    private static readonly TimeSpan LongestPerConnection = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private volatile bool _hasBegun;
    private Task? _draining;

    /// <summary>Whether the instance takes no more connections.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>
    /// Asks a connection to go that was let in before the drain began, and was opened after it: the drain may have ended without it.
    /// </summary>
    public void AskIfLate(Connection opened)
    {
        if (_hasBegun) opened.Close(CloseCode.ShuttingDown);
    }

    /// <summary>Drains, once: the host asks again after a signal to stop.</summary>
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
            // Every round: a connection that was being accepted when the drain began appears later.
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
