using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Hands the connection string over as <c>ConnectionStrings__name</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName ?? resource.Name}";
        return builder.WithRelation(resource, "Reference").WithEnvironment(async context =>
        {
            if (await resource.GetConnectionStringAsync(context.CancellationToken).ConfigureAwait(false) is { Length: > 0 })
                context.EnvironmentVariables[variable] = resource;
            else if (!optional)
                throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' needs the connection string '{resource.Name}', which is empty.");
        });
    }

    /// <summary>Hands every endpoint over as <c>services__name__scheme__0</c>; one number for each replica.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.WithReference(source, source.Resource.Name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment => builder.WithRelation(source.Resource, "Reference").WithEnvironment(context =>
    {
        foreach (var endpoint in source.Resource.GetEndpoints()) AddDiscovery(context, name, endpoint);
    });

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment => builder.WithRelation(endpointReference.Resource, "Reference").WithEnvironment(context =>
        AddDiscovery(context, endpointReference.Resource.Name, endpointReference));

    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment => builder.WithEnvironment($"services__{name}__default__0", uri.ToString());

    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> parent)
        where T : IResource => builder.WithRelation(parent.Resource, "Parent");

    /// <summary>Keeps the resource out of what is published; the stand-in publishes nothing.</summary>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder;

    private static void AddDiscovery(EnvironmentCallbackContext context, string name, EndpointReference endpoint)
    {
        foreach (var (replica, allocated) in endpoint.EndpointAnnotation.Replicas.Index())
            context.EnvironmentVariables[string.Create(CultureInfo.InvariantCulture, $"services__{name}__{endpoint.EndpointName}__{replica}")] = allocated.UriString;
    }

    private static IResourceBuilder<T> WithRelation<T>(this IResourceBuilder<T> builder, IResource other, string type)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(other, type));
}
