using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoomChat.AppHost.LocalRun;

/// <summary>
/// Restarts a program that ended by itself, which the orchestrator does not do, and logs it in one line. A program that ends three times
/// without having been healthy ends the run.
/// </summary>
internal sealed partial class ResourceSupervisor(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    ResourceCommandService commands,
    ResourceLoggerService logs,
    RunOutcome outcome,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<ResourceSupervisor> logger) : BackgroundService
{
    private const int LinesToShow = 6;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        try
        {
            await Task.WhenAll(model.Resources.Where(IsProgram).Select(resource => SuperviseAsync(resource.Name, running.Token)));
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            // The run stops, so programs that end from now on need no restart.
        }
    }

    private static bool IsProgram(IResource resource) =>
        resource is (ProjectResource or ExecutableResource) and not { Name: ReadyNotice.Dashboard };

    private async Task SuperviseAsync(string name, CancellationToken ct)
    {
        var life = new ResourceLife(time);
        await foreach (var change in notifications.WatchAsync(ct))
        {
            if (change.Resource.Name != name) continue;
            var snapshot = change.Snapshot;
            switch (life.Observe(snapshot.State?.Text, isHealthy: snapshot.HealthStatus == HealthStatus.Healthy))
            {
                case LifeVerdict.StartAgain:
                    LogStartsAgain(name, Describe(snapshot.ExitCode), life.Restarts);
                    await Task.Delay(life.Pause, time, ct);
                    await StartAsync(change.ResourceId, ct);
                    break;
                case LifeVerdict.GiveUp:
                    await outcome.FailAsync(await DescribeAsync(change.ResourceId, name, snapshot.ExitCode, ct));
                    return;
            }
        }
    }

    private async Task StartAsync(string id, CancellationToken ct)
    {
        var result = await commands.ExecuteCommandAsync(id, KnownResourceCommands.StartCommand, ct);
        if (!result.Success) LogNotStarted(id, result.Message);
    }

    private async Task<string> DescribeAsync(string id, string name, int? exitCode, CancellationToken ct)
    {
        var lines = new List<LogLine>();
        await foreach (var batch in logs.GetAllAsync(id).WithCancellation(ct)) lines.AddRange(batch);
        // The stack trace does not help to correct a setting.
        var errors = lines
            .Where(line => line.IsErrorMessage && !line.Content.Contains("   at ", StringComparison.Ordinal))
            .TakeLast(LinesToShow);
        var port = model.Resources.Single(resource => resource.Name == name)
            .Annotations.OfType<EndpointAnnotation>().FirstOrDefault()?.Port;
        return $"""
            '{name}'{(port is null ? "" : $" (port {port})")} ended {ResourceLife.MostStarts} times before it was healthy, the last time with {Describe(exitCode)}.
            Mend what it says here, then start again:
              {string.Join($"{Environment.NewLine}  ", errors.Select(line => line.Content))}
            """;
    }

    /// <summary>The orchestrator reports -1 for a process that a signal ended, and no code for one that did not start.</summary>
    private static string Describe(int? exitCode) => exitCode switch
    {
        null => "no exit code, because it could not be started",
        -1 => "a signal (killed, or crashed)",
        _ => $"exit code {exitCode}",
    };

    [LoggerMessage(0, LogLevel.Warning, "'{Resource}' ended with {End} and is started again (restart {Number}).")]
    private partial void LogStartsAgain(string resource, string end, int number);

    [LoggerMessage(0, LogLevel.Error, "'{Resource}' was not started again: {Reason}")]
    private partial void LogNotStarted(string resource, string? reason);
}
