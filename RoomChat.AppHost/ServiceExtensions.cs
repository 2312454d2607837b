using System.Globalization;
using RoomChat.AppHost.LocalRun;
using RoomChat.AppHost.Publishing;

namespace RoomChat.AppHost;

/// <summary>The common parts of this system's services: one HTTP endpoint without a proxy, and a health check.</summary>
internal static class ServiceExtensions
{
    private const string Http = "http";

    /// <summary>A service inside the system, on any free port.</summary>
    internal static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name).RunAsBuilt().WithHttpEndpoint(isProxied: false).WithHttpHealthCheck("/health");

    /// <summary>The service that users connect to, on the port of its launch profile.</summary>
    internal static IResourceBuilder<ProjectResource> AddGateway<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name).RunAsBuilt()
            .WithEndpoint(Http, endpoint =>
            {
                endpoint.Port = builder.FixedPort(name, Http, endpoint.Port);
                endpoint.IsProxied = false;
            })
            .WithHttpHealthCheck("/health");

    /// <summary>
    /// Several instances of a service, each a resource of its own: <c>name-0</c>, <c>name-1</c>, …; a single one is called <c>name</c>.
    /// Aspire's replicas share one endpoint, a proxy. Behind it the gateway can neither choose nor skip an instance.
    /// </summary>
    internal static IReadOnlyList<IResourceBuilder<ProjectResource>> AddInstances<TProject>(
        this IDistributedApplicationBuilder builder, string name, int count, Action<IResourceBuilder<ProjectResource>> configure)
        where TProject : IProjectMetadata, new()
    {
        // When published there is one resource; the platform makes the instances.
        if (builder.ExecutionContext.IsPublishMode) count = 1;
        var instances = Enumerable.Range(0, count)
            .Select(number => builder.AddService<TProject>(
                count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}")))
            .ToList();
        instances.ForEach(configure);
        return instances;
    }

    /// <summary>Gives a service the addresses of all instances under one name, in the format of service discovery.</summary>
    internal static IResourceBuilder<ProjectResource> WithInstances(
        this IResourceBuilder<ProjectResource> service, string name, IReadOnlyList<IResourceBuilder<ProjectResource>> instances)
    {
        for (var number = 0; number < instances.Count; number++)
        {
            var variable = string.Create(CultureInfo.InvariantCulture, $"services__{name}__{Http}__{number}");
            service.WithEnvironment(variable, instances[number].GetEndpoint(Http)).WaitFor(instances[number]);
        }

        return service;
    }

    /// <summary>
    /// Makes the garbage collector run often and briefly. A long collection would delay every room, and the memory of a burst is returned
    /// to the system (docs/decisions/0034, 0063).
    /// </summary>
    internal static IResourceBuilder<ProjectResource> WithShortCollections(this IResourceBuilder<ProjectResource> service) =>
        service.WithEnvironment("DOTNET_GCgen0size", "0x200000");

    /// <summary>Gives the gateway the addresses at which clients reach the instances, for its tickets.</summary>
    internal static IResourceBuilder<ProjectResource> WithDirectConnections(
        this IResourceBuilder<ProjectResource> gateway, IReadOnlyList<IResourceBuilder<ProjectResource>> instances)
    {
        for (var number = 0; number < instances.Count; number++)
        {
            var variable = string.Create(CultureInfo.InvariantCulture, $"Gateway__Direct__Addresses__{number}");
            gateway.WithEnvironment(variable, instances[number].GetEndpoint(Http));
        }

        return gateway.ApplicationBuilder.HasSignalR() ? gateway.WithEnvironment("Gateway__Direct__Hub", "false") : gateway;
    }

    /// <summary>Gives the instances the gateway's address. They ask the gateway about the tokens of their clients.</summary>
    internal static void WithGateway(
        this IReadOnlyList<IResourceBuilder<ProjectResource>> instances, IResourceBuilder<ProjectResource> gateway)
    {
        foreach (var instance in instances) instance.WithEnvironment("Realtime__Tokens__Gateway", gateway.GetEndpoint(Http));
    }

    /// <summary>
    /// Gives a stopping instance time to send close frames. Locally it stops before the gateway, and drops clients that do not answer,
    /// because the orchestrator kills a program six seconds after its stop request. When published, there are more time and more clients.
    /// </summary>
    internal static IResourceBuilder<ProjectResource> Drains(this IResourceBuilder<ProjectResource> service) =>
        service.ApplicationBuilder.ExecutionContext.IsRunMode
            ? service.StopsFirst().WithEnvironment("Realtime__Connections__CloseTimeout", "00:00:02")
            : service.WithEnvironment("Realtime__Connections__DrainSpread", "00:00:15");

    /// <summary>
    /// In a deployment only the platform's ingress reaches the gateway, and its addresses are not known beforehand. So the gateway reads
    /// the forwarded headers of every connection, but only their last entry, which the ingress wrote.
    /// </summary>
    internal static IResourceBuilder<ProjectResource> BehindIngress(this IResourceBuilder<ProjectResource> gateway) =>
        gateway.ApplicationBuilder.ExecutionContext.IsRunMode
            ? gateway
            : gateway.WithEnvironment("Proxies__Trusted__0", "0.0.0.0/0").WithEnvironment("Proxies__Trusted__1", "::/0");
}
