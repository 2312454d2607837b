using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Redis in a container: described here, started by the real package only.</summary>
public static class RedisBuilderExtensions
{
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddRedis(name, port, password: null);

    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var redis = password is null ? new RedisResource(name) : new RedisResource(name, password.Resource);
        return builder.AddResource(redis).WithEndpoint(port: port, targetPort: 6379, name: "tcp");
    }

    /// <summary>Keeps the data in a volume; without effect where no container is started.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        _ = (name, isReadOnly);
        return builder;
    }
}
