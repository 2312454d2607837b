using System.Globalization;
using Microsoft.Extensions.Configuration;
using RoomChat.AppHost.LocalRun;

namespace RoomChat.AppHost;

/// <summary>What the services of this system have in common: one HTTP endpoint without a proxy, and a health check.</summary>
internal static class ServiceExtensions
{
    private const string Http = "http";

    /// <summary>A service inside the system, on any free port.</summary>
    internal static IResourceBuilder<ProjectResource> AddService<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() =>
        builder.AddProject<TProject>(name).RunAsBuilt().WithHttpEndpoint(isProxied: false).WithHttpHealthCheck("/health");

    /// <summary>The service that users reach, on the port of its launch profile.</summary>
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
    /// Several instances of a service, each a resource of its own: <c>name-0</c>, <c>name-1</c>, …; one alone is called <c>name</c>. Aspire's
    /// replicas share one endpoint, a proxy, behind which the gateway can neither choose nor leave out an instance.
    /// </summary>
    internal static IReadOnlyList<IResourceBuilder<ProjectResource>> AddInstances<TProject>(
        this IDistributedApplicationBuilder builder, string name, int count, Action<IResourceBuilder<ProjectResource>> configure)
        where TProject : IProjectMetadata, new()
    {
        // Published, there is one resource: the platform makes the instances.
        if (builder.ExecutionContext.IsPublishMode) count = 1;
        var instances = Enumerable.Range(0, count)
            .Select(number => builder.AddService<TProject>(count == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}-{number}")))
            .ToList();
        instances.ForEach(configure);
        return instances;
    }

    /// <summary>Tells a service the address of every instance under one name, as service discovery reads it.</summary>
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
    /// Stops the instance before the gateway, so that its clients get their close frames. The orchestrator kills a program six seconds after it
    /// asked it to stop: clients that do not answer their close frame are given up earlier.
    /// </summary>
    internal static IResourceBuilder<ProjectResource> DrainsFirst(this IResourceBuilder<ProjectResource> service) =>
        service.ApplicationBuilder.ExecutionContext.IsRunMode
            ? service.StopsFirst().WithEnvironment("Realtime__Connections__CloseTimeout", "00:00:02")
            : service;

    /// <summary>Clients of the hub connect to Azure SignalR Service where its connection string is set, else to the realtime service.</summary>
    internal static IResourceBuilder<ProjectResource> WithAzureSignalR(this IResourceBuilder<ProjectResource> service)
    {
        const string Name = "signalr";
        var builder = service.ApplicationBuilder;
        if (builder.Configuration.GetConnectionString(Name) is null) return service;
        return service.WithReference(
            builder.Resources.OfType<IResourceWithConnectionString>().FirstOrDefault(resource => resource.Name == Name) is { } signalR
                ? builder.CreateResourceBuilder(signalR)
                : builder.AddConnectionString(Name));
    }
}
