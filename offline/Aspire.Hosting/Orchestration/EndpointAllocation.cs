using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Gives every endpoint of the model an address before anything starts, so that whatever starts can be told all of them.</summary>
internal sealed class EndpointAllocation(PortAllocator ports, OrchestrationSettings settings, TimeProvider time)
{
    /// <summary>A predecessor that was killed is cleaned up by its guard within moments; its ports are waited for this long.</summary>
    private static readonly TimeSpan PatienceForFixedPorts = TimeSpan.FromSeconds(4);

    private readonly Lock _replacing = new();

    internal async Task AllocateAsync(IEnumerable<IResource> resources, CancellationToken ct)
    {
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                endpoint.Replicas = await AllocateAsync(resource, endpoint, ct).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the replica new ports for the dynamic ones that a stranger has taken before the replica could. False when there are none.</summary>
    internal bool ReplaceStolen(IResource resource, int replica)
    {
        lock (_replacing)
        {
            var stolen = resource.Annotations.OfType<EndpointAnnotation>()
                .Where(endpoint => FixedPortOf(resource, endpoint) is null && !PortAllocator.IsFree(endpoint.Replicas[replica].Port))
                .ToArray();
            foreach (var endpoint in stolen)
                endpoint.Replicas = [.. endpoint.Replicas.Select((given, index) => index == replica ? At(endpoint, ports.Allocate()) : given)];
            return stolen.Length > 0;
        }
    }

    private async Task<IReadOnlyList<AllocatedEndpoint>> AllocateAsync(IResource resource, EndpointAnnotation endpoint, CancellationToken ct)
    {
        var replicas = resource.GetReplicaCount();
        if (FixedPortOf(resource, endpoint) is not { } port)
            return [.. Enumerable.Range(0, replicas).Select(_ => At(endpoint, ports.Allocate()))];
        if (replicas > 1)
            throw new DistributedApplicationException($"{replicas} replicas of '{resource.Name}' cannot share the fixed port {port}: the stand-in has no proxy. Remove the port from its endpoint '{endpoint.Name}'.");
        await EnsureFreeAsync(resource, endpoint, port, ct).ConfigureAwait(false);
        return [At(endpoint, port)];
    }

    private int? FixedPortOf(IResource resource, EndpointAnnotation endpoint)
    {
        if (settings.RandomizePorts) return endpoint.TargetPort;
        if (endpoint.Port is { } port && endpoint.TargetPort is { } target && port != target)
            throw new NotSupportedException($"The endpoint '{endpoint.Name}' of '{resource.Name}' has port {port} and target port {target}; the stand-in has no proxy between them.");
        return endpoint.Port ?? endpoint.TargetPort;
    }

    private static AllocatedEndpoint At(EndpointAnnotation endpoint, int port) =>
        new(endpoint, endpoint.IsExternal ? endpoint.TargetHost : "127.0.0.1", port, port.ToString(CultureInfo.InvariantCulture));

    private async Task EnsureFreeAsync(IResource resource, EndpointAnnotation endpoint, int port, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100), time);
        while (!PortAllocator.IsFree(port))
        {
            if (time.GetElapsedTime(started) > PatienceForFixedPorts)
            {
                var where = resource.TryGetLastAnnotation<LaunchProfileAnnotation>(out _) && resource.TryGetLastAnnotation<IProjectMetadata>(out var project)
                    ? $"applicationUrl in {Path.GetDirectoryName(project.ProjectPath)}{Path.DirectorySeparatorChar}Properties{Path.DirectorySeparatorChar}launchSettings.json, or in the AppHost's code"
                    : "the AppHost's code";
                throw new DistributedApplicationException(
                    $"Port {port} is taken by another process; resource '{resource.Name}' needs it for its endpoint '{endpoint.Name}'. Stop that process (is the application running already?), or change the port: {where}.");
            }

            await poll.WaitForNextTickAsync(ct).ConfigureAwait(false);
        }
    }
}
