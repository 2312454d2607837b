using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>Brings a resource up after those it waits for, watches its health, and stops it.</summary>
internal sealed class ResourceRunner : IDisposable
{
    private static readonly TimeSpan UntilHealthy = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan WhileHealthy = TimeSpan.FromSeconds(2);

    private readonly ImmutableArray<ReplicaRunner> _replicas;
    private readonly ImmutableHashSet<string> _checks;
    private readonly HealthCheckService _health;
    private readonly ResourceNotificationService _notifications;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _changed = new(0);
    private readonly TimeProvider _time;
    private Task _running = Task.CompletedTask;

    internal ResourceRunner(IResource resource, ResourceNotificationService notifications, HealthCheckService health, TimeProvider time, Func<int, Action, ReplicaRunner> createReplica)
    {
        Resource = resource;
        _notifications = notifications;
        _health = health;
        _time = time;
        _checks = [.. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key)];
        _replicas = [.. Enumerable.Range(0, resource.GetReplicaCount()).Select(replica => createReplica(replica, () => _changed.Release()))];
    }

    internal IResource Resource { get; }

    internal IEnumerable<string> ReplicaIds => _replicas.Select(replica => replica.Id);

    internal void Start() => _running = RunAsync();

    internal async Task StopAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_replicas.Select(replica => replica.StopAsync())).ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _changed.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            foreach (var replica in _replicas)
                await _notifications.PublishUpdateAsync(Resource, replica.Id, before => before with { State = KnownResourceStates.Waiting }).ConfigureAwait(false);
            await Dependencies.WaitAsync(Resource, _notifications, _stopping.Token).ConfigureAwait(false);
            await Task.WhenAll([WatchHealthAsync(), .. _replicas.Select(replica => replica.RunAsync(_stopping.Token))]).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure)
        {
            // Whatever it is, it belongs to this resource, and whoever waits for it must learn of it.
            foreach (var replica in _replicas) await replica.FailAsync(failure.Message, exitCode: null).ConfigureAwait(false);
        }
    }

    private async Task WatchHealthAsync()
    {
        if (_checks.IsEmpty) return;
        try
        {
            while (true)
            {
                var healthy = await CheckAsync().ConfigureAwait(false);
                await _changed.WaitAsync(healthy ? WhileHealthy : UntilHealthy, _stopping.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task<bool> CheckAsync()
    {
        // An answer about a process that has been replaced meanwhile is dropped.
        var generations = _replicas.Select(replica => replica.Generation).ToArray();
        if (generations.Contains(0)) return false;
        var report = await _health.CheckHealthAsync(check => _checks.Contains(check.Name), _stopping.Token).ConfigureAwait(false);
        var healthy = report.Status == HealthStatus.Healthy;
        ImmutableArray<HealthReportSnapshot> reports =
            [.. report.Entries.Select(entry => new HealthReportSnapshot(entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.Message))];
        foreach (var (index, replica) in _replicas.Index())
            await replica.ReportHealthAsync(generations[index], reports, healthy).ConfigureAwait(false);
        return healthy;
    }
}
