using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the resources are doing, now and from now on.</summary>
public class ResourceNotificationService : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Channel<ResourceEvent>, bool> _watchers = new();

    internal ResourceNotificationService()
    {
    }

    public Task PublishUpdateAsync(IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory) =>
        PublishUpdateAsync(resource, resource.Name, stateFactory);

    public Task PublishUpdateAsync(IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_gate)
        {
            var before = _current.TryGetValue(resourceId, out var known)
                ? known.Snapshot
                : new CustomResourceSnapshot { ResourceType = resource.GetType().Name.Replace("Resource", string.Empty, StringComparison.Ordinal), Properties = [] };
            var now = new ResourceEvent(resource, resourceId, stateFactory(before));
            _current[resourceId] = now;
            foreach (var watcher in _watchers.Keys) watcher.Writer.TryWrite(now);
        }

        return Task.CompletedTask;
    }

    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate) return _current.TryGetValue(resourceId, out resourceEvent);
    }

    /// <summary>The state of every resource as it is, then every change, until cancelled.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Unbounded, because a change that is missed would be waited for in vain; there are a few changes a second.
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_gate)
        {
            foreach (var current in _current.Values) channel.Writer.TryWrite(current);
            _watchers[channel] = true;
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false)) yield return change;
        }
        finally
        {
            _watchers.TryRemove(channel, out _);
        }
    }

    public async Task WaitForResourceAsync(string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        await WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken).ConfigureAwait(false);

    /// <summary>Returns the state that was reached.</summary>
    public async Task<string> WaitForResourceAsync(string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        var targets = targetStates.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(resourceName, e => e.Snapshot.State is { } state && targets.Contains(state.Text), cancellationToken).ConfigureAwait(false);
        return reached.Snapshot.State!.Text;
    }

    public async Task<ResourceEvent> WaitForResourceAsync(string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(change.Resource.Name, resourceName, StringComparison.OrdinalIgnoreCase) && predicate(change)) return change;
        }

        throw new OperationCanceledException($"The application ended while '{resourceName}' was waited for.");
    }

    /// <exception cref="DistributedApplicationException">The resource failed to start; the message ends with its last log lines.</exception>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, WaitBehavior.StopOnResourceUnavailable, cancellationToken);

    /// <summary>Waits until the resource, with all its replicas, is running and its health checks pass.</summary>
    /// <exception cref="DistributedApplicationException">The resource failed to start, and the behaviour is to stop then.</exception>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var healthy = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return await WaitForResourceAsync(
            resourceName,
            change =>
            {
                if (waitBehavior == WaitBehavior.StopOnResourceUnavailable && FailureReport.Of(change.Snapshot) is { } failure)
                    throw new DistributedApplicationException(failure);
                if (change.Snapshot.HealthStatus == HealthStatus.Healthy) healthy.Add(change.ResourceId);
                else healthy.Remove(change.ResourceId);
                return healthy.Count == change.Resource.GetReplicaCount();
            },
            cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var watcher in _watchers.Keys) watcher.Writer.TryComplete();
        GC.SuppressFinalize(this);
    }
}
