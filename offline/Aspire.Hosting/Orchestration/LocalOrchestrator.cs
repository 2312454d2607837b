using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts every resource of the model as processes of this machine, and stops them.</summary>
internal sealed class LocalOrchestrator(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext execution,
    EndpointAllocation endpoints,
    ResourceEnvironment environment,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    HealthCheckService health,
    OrphanGuard guard,
    ConsoleStatus status,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _values = Task.CompletedTask;
    private ImmutableArray<ResourceRunner> _runners = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (execution.IsPublishMode)
            throw new DistributedApplicationException("The stand-ins under offline/ run the application but do not publish it. Build with -p:AspirePackages=nuget to publish.");
        RejectContainers();
        await endpoints.AllocateAsync(model.Resources, cancellationToken).ConfigureAwait(false);
        var guarding = guard.StartAsync(cancellationToken);
        _runners = [.. model.Resources.Where(ProcessStart.IsStartable).Select(CreateRunner)];
        status.Start([.. _runners.SelectMany(runner => runner.ReplicaIds)]);
        foreach (var runner in _runners) runner.Start();
        _values = Task.WhenAll(model.Resources.Where(resource => resource is ConnectionStringResource).Select(PublishValueAsync));
        await guarding.ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var runners = ImmutableInterlocked.InterlockedExchange(ref _runners, []);
        foreach (var group in Dependencies.StopOrder(runners, runner => runner.Resource))
            await Task.WhenAll(group.Select(runner => runner.StopAsync())).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _values.ConfigureAwait(false);
        await status.StopAsync().ConfigureAwait(false);
        foreach (var runner in runners) runner.Dispose();
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>A value has no process; it is there when the resources that it speaks of are.</summary>
    private async Task PublishValueAsync(IResource value)
    {
        try
        {
            await notifications.PublishUpdateAsync(value, before => before with { State = KnownResourceStates.Waiting }).ConfigureAwait(false);
            await Dependencies.WaitAsync(value, notifications, _stopping.Token).ConfigureAwait(false);
            await notifications.PublishUpdateAsync(value, before => before with { State = KnownResourceStates.Running }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
        catch (DistributedApplicationException failure)
        {
            await notifications.PublishUpdateAsync(value, before => FailureReport.Attach(before, failure.Message)).ConfigureAwait(false);
        }
    }

    private ResourceRunner CreateRunner(IResource resource) => new(resource, notifications, health, time, (replica, changed) =>
        new ReplicaRunner(resource, replica, endpoints, environment, notifications, logs.LogOf(ResourceEnvironment.InstanceOf(resource, replica)), guard, time) { Changed = changed, ApplicationStopping = lifetime.ApplicationStopping });

    private void RejectContainers()
    {
        if (model.Resources.OfType<ContainerResource>().FirstOrDefault() is { } container)
            throw new DistributedApplicationException($"Resource '{container.Name}' is a container, and the stand-ins under offline/ start none. Build with -p:AspirePackages=nuget, or choose a backing that needs no container.");
    }
}
