using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Starts the resource after the other is healthy, or is running when it has no health check.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilHealthy);

    /// <summary>Starts the resource after the other is running.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Wait(dependency, WaitType.WaitUntilStarted);

    /// <summary>The resource is healthy when the health check that is registered under this key is.</summary>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource => builder.WithAnnotation(new HealthCheckAnnotation(key));

    /// <summary>The resource is healthy when an HTTP GET is answered with the status, 200 when null, by every replica.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = endpointName is null ? FirstHttpEndpoint(builder) : builder.GetEndpoint(endpointName);
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path ?? "/"}_{statusCode ?? 200}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            services => new EndpointHealthCheck(services.GetRequiredService<IHttpClientFactory>(), endpoint, path ?? "/", statusCode ?? 200),
            HealthStatus.Unhealthy,
            tags: null));
        return builder.WithHealthCheck(key);
    }

    private static EndpointReference FirstHttpEndpoint<T>(IResourceBuilder<T> builder)
        where T : IResourceWithEndpoints =>
        builder.Resource.GetEndpoints().FirstOrDefault(e => e.EndpointAnnotation.UriScheme is "http" or "https")
        ?? throw new DistributedApplicationException($"Could not create HTTP health check for resource '{builder.Resource.Name}': it has no HTTP endpoint. Add one with WithHttpEndpoint, or an applicationUrl to its launchSettings.json.");

    private static IResourceBuilder<T> Wait<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, WaitType type)
        where T : IResourceWithWaitSupport
    {
        if (ReferenceEquals(builder.Resource, dependency.Resource))
            throw new DistributedApplicationException($"The '{builder.Resource.Name}' resource cannot wait for itself.");
        return builder.WithAnnotation(new WaitAnnotation(dependency.Resource, type)).WithRelation(dependency.Resource, "WaitFor");
    }
}
