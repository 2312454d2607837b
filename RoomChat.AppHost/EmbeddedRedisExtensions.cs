using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.AppHost;

/// <summary>Redis without Docker.</summary>
internal static class EmbeddedRedisExtensions
{
    /// <summary>Garnet's path. Written by the project file.</summary>
    internal static readonly string Program = typeof(EmbeddedRedisExtensions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "GarnetServer").Value!;

    internal static IResourceBuilder<EmbeddedRedisResource> AddEmbeddedRedis(this IDistributedApplicationBuilder builder, string name)
    {
        var data = EmbeddedData.FolderOf(builder, "redis");
        Directory.CreateDirectory(data);

        var redis = new EmbeddedRedisResource(name, "dotnet", builder.AppHostDirectory);
        builder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            $"{name}_ping", _ => new RedisPing(redis.PrimaryEndpoint), HealthStatus.Unhealthy, tags: null));
        return builder.AddResource(redis)
            .WithEndpoint(scheme: "tcp", name: EmbeddedRedisResource.EndpointName, isProxied: false)
            .WithArgs(Program, "--bind", "127.0.0.1", "--port", redis.PrimaryEndpoint.Property(EndpointProperty.TargetPort))
            // Without the transaction mode Garnet runs scripts on the same keys at the same time.
            .WithArgs("--lua", "--lua-transaction-mode", "--memory", "128m", "--index", "16m")
            // Every acknowledged write survives a kill -9; what was written before is there after a restart.
            .WithArgs("--aof", "--aof-commit-freq", "0", "--device-type", "RandomAccess", "--checkpointdir", data, "--recover")
            .WithHealthCheck($"{name}_ping")
            .ExcludeFromManifest();
    }
}
