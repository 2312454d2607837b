using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

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
        var check = $"{name}_ping";
        string? address = null;
        builder.Eventing.Subscribe<ConnectionStringAvailableEvent>(
            redis, async (_, ct) => address = await redis.ConnectionStringExpression.GetValueAsync(ct));
        builder.Services.AddHealthChecks().AddRedis(_ => address ?? throw new DistributedApplicationException($"'{name}' has no address yet."), check);
        return builder.AddResource(redis)
            .WithEndpoint(scheme: "tcp", name: EmbeddedRedisResource.EndpointName, isProxied: false)
            .WithArgs(Program, "--bind", "127.0.0.1", "--port", redis.PrimaryEndpoint.Property(EndpointProperty.TargetPort))
            // Without the transaction mode Garnet runs scripts on the same keys at the same time.
            .WithArgs("--lua", "--lua-transaction-mode", "--memory", "128m", "--index", "16m")
            // Every acknowledged write survives a kill -9, and a restart reads it. Without the wait the last one may be lost.
            .WithArgs("--aof", "--aof-commit-freq", "0", "--aof-commit-wait", "--device-type", "RandomAccess")
            .WithArgs("--checkpointdir", data, "--recover")
            // As in our own programs: see Directory.Build.props.
            .WithEnvironment("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0")
            .WithHealthCheck(check)
            .ExcludeFromManifest();
    }
}
