using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RoomChat.AppHost.LocalRun;

/// <summary>
/// Stops the marked services, then the other ones, before the orchestrator stops the rest at once. Otherwise the gateway would cut the
/// WebSockets before the realtime service has sent its close frames. And each service would wait, with its last telemetry, for a
/// dashboard that has stopped.
/// </summary>
internal sealed partial class OrderedStop(
    DistributedApplicationModel model, ResourceNotificationService notifications, ResourceCommandService commands,
    ILogger<OrderedStop> logger)
    : IHostedLifecycleService
{
    /// <summary>The orchestrator kills a process six seconds after its stop request, and needs some time to notice the end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(7);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in model.Resources.OfType<ProjectResource>()
            .ToLookup(service => service.HasAnnotationOfType<StopsFirstAnnotation>())
            .OrderByDescending(stage => stage.Key))
        {
            await Task.WhenAll(stage.Select(service => StopAsync(service, cancellationToken)));
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task StopAsync(ProjectResource resource, CancellationToken cancellationToken)
    {
        if (!notifications.TryGetCurrentState(resource.Name, out var current)
            || current.Snapshot.State?.Text != KnownResourceStates.Running)
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Longest);
        try
        {
            var result = await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, patience.Token);
            if (!result.Success) LogNotStopped(resource.Name, result.Message);
        }
        catch (OperationCanceledException)
        {
            LogNotStopped(resource.Name, "it took too long");
        }
    }

    [LoggerMessage(0, LogLevel.Warning, "'{Resource}' was not stopped before the others: {Reason}")]
    private partial void LogNotStopped(string resource, string? reason);
}
