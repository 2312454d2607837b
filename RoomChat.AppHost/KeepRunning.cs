using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoomChat.AppHost;

/// <summary>DCP leaves what crashed down: this starts it again, and says so on the console.</summary>
internal sealed partial class KeepRunning(
    ResourceNotificationService notifications, ResourceCommandService commands, IHostApplicationLifetime lifetime, ILogger<KeepRunning> logger) : BackgroundService
{
    private static readonly TimeSpan ShortRun = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Life> _lives = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (change.Resource is not (ProjectResource or ExecutableResource)) continue;
            var life = _lives.GetOrAdd(change.ResourceId, _ => new Life());
            var state = change.Snapshot.State?.Text;
            if (state == life.State) continue;
            life.State = state;
            if (state == KnownResourceStates.Running)
            {
                (life.StartedAt, life.IsStopped, life.Ran) = (DateTimeOffset.UtcNow, false, true);
            }
            else if (state == KnownResourceStates.Stopping)
            {
                life.IsStopped = true;
            }
            else if (state is not null && (state == KnownResourceStates.Exited || state == KnownResourceStates.Finished || state == KnownResourceStates.FailedToStart))
            {
                if (life.IsStopped || lifetime.ApplicationStopping.IsCancellationRequested) continue;
                LogEnded(change.ResourceId, state, change.Snapshot.ExitCode);
                life.Pause = DateTimeOffset.UtcNow - life.StartedAt > ShortRun ? TimeSpan.Zero : Min(life.Pause + life.Pause + TimeSpan.FromMilliseconds(250));
                if (life.Ran) _ = StartAgainAsync(change.ResourceId, life.Pause, stoppingToken);
            }
        }
    }

    private static TimeSpan Min(TimeSpan pause) => pause < LongestPause ? pause : LongestPause;

    private async Task StartAgainAsync(string id, TimeSpan pause, CancellationToken ct)
    {
        await Task.Delay(pause, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (ct.IsCancellationRequested) return;
        var result = await commands.ExecuteCommandAsync(id, KnownResourceCommands.StartCommand, ct);
        LogStarted(id, result.Success, result.Message);
    }

    [LoggerMessage(LogLevel.Warning, "'{Resource}' has ended: {State}, exit code {ExitCode}")]
    private partial void LogEnded(string resource, string state, int? exitCode);

    [LoggerMessage(LogLevel.Warning, "'{Resource}' was started again: {Success} {Message}")]
    private partial void LogStarted(string resource, bool success, string? message);

    private sealed class Life
    {
        public string? State { get; set; }

        public bool Ran { get; set; }

        public bool IsStopped { get; set; }

        public DateTimeOffset StartedAt { get; set; }

        public TimeSpan Pause { get; set; }
    }
}
