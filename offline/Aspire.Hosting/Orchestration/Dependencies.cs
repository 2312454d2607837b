using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Who waits for whom.</summary>
internal static class Dependencies
{
    /// <exception cref="DistributedApplicationException">One of them failed to start.</exception>
    internal static Task WaitAsync(IResource resource, ResourceNotificationService notifications, CancellationToken ct) =>
        Task.WhenAll(resource.Annotations.OfType<WaitAnnotation>().SelectMany(Startable).Select(wait => WaitAsync(wait.Resource, wait.Type, notifications, ct)));

    /// <summary>Resources in groups that may stop together: first those on which nobody depends.</summary>
    internal static IEnumerable<IReadOnlyList<T>> StopOrder<T>(IEnumerable<T> all, Func<T, IResource> resourceOf)
    {
        var left = all.ToList();
        while (left.Count > 0)
        {
            var needed = left.SelectMany(item => DirectOf(resourceOf(item))).ToHashSet();
            var free = left.Where(item => !needed.Contains(resourceOf(item))).ToList();
            // Two that wait for each other would never start; still, everything must stop.
            if (free.Count == 0) free = left;
            yield return free;
            left = [.. left.Except(free)];
        }
    }

    private static async Task WaitAsync(IResource dependency, WaitType type, ResourceNotificationService notifications, CancellationToken ct)
    {
        switch (type)
        {
            case WaitType.WaitUntilHealthy:
                await notifications.WaitForResourceHealthyAsync(dependency.Name, ct).ConfigureAwait(false);
                break;
            case WaitType.WaitUntilStarted:
                await notifications.WaitForResourceAsync(dependency.Name, [KnownResourceStates.Running, KnownResourceStates.Finished], ct).ConfigureAwait(false);
                break;
            default:
                throw new NotSupportedException($"WaitType.{type} is not mirrored by the offline stand-in.");
        }
    }

    private static IEnumerable<IResource> DirectOf(IResource resource) =>
        resource.Annotations.OfType<WaitAnnotation>().SelectMany(Startable).Select(wait => wait.Resource)
            .Concat(resource.Annotations.OfType<ResourceRelationshipAnnotation>().Where(relation => relation.Type == "Reference").Select(relation => relation.Resource));

    /// <summary>A value starts nothing; to wait for it is to wait for what it is made of, and for a part is to wait for the whole.</summary>
    private static IEnumerable<(IResource Resource, WaitType Type)> Startable(WaitAnnotation wait) => wait.Resource switch
    {
        IResourceWithParent part => Startable(new WaitAnnotation(part.Parent, wait.WaitType)),
        var resource when ProcessStart.IsStartable(resource) => [(resource, wait.WaitType)],
        var value => value.Annotations.OfType<WaitAnnotation>().SelectMany(Startable),
    };
}
