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
        var data = EmbeddedData.MakeFolderOf(builder, "redis");
        var password = builder.AddRunSecret($"{name}-password");
        var redis = new EmbeddedRedisResource(name, "dotnet", builder.AppHostDirectory, password.Resource);
        var check = $"{name}_ping";
        string? address = null;
        builder.Eventing.Subscribe<ConnectionStringAvailableEvent>(
            redis, async (_, ct) => address = await redis.ConnectionStringExpression.GetValueAsync(ct));
        builder.Services.AddHealthChecks().AddRedis(
            _ => address ?? throw new DistributedApplicationException($"'{name}' has no address yet."), check);
        return builder.AddResource(redis)
            .WithEndpoint(scheme: "tcp", name: EmbeddedRedisResource.EndpointName, isProxied: false)
            .WithArgs(Program, "--bind", "127.0.0.1", "--port", redis.PrimaryEndpoint.Property(EndpointProperty.TargetPort))
            // Without the transaction mode Garnet runs scripts on the same keys in parallel.
            .WithArgs("--lua", "--lua-transaction-mode", "--memory", "128m", "--index", "16m")
            // A script that waits for a room's keys keeps its thread. With only one thread per processor, none may be left for the script
            // that holds the keys; Garnet then stood still for minutes.
            .WithArgs("--minthreads", "64")
            // Every acknowledged write survives a kill -9, and a restart reads it. Without the wait the last write may be lost.
            .WithArgs("--aof", "--aof-commit-freq", "0", "--aof-commit-wait", "--device-type", "RandomAccess")
            .WithArgs("--checkpointdir", data, "--recover")
            .WithArgs(async context => await AddPasswordAsync(context.Args, data, password.Resource, context.CancellationToken))
            // As for the programs of this solution: see Directory.Build.props.
            .WithEnvironment("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0")
            .WithHealthCheck(check)
            .ExcludeFromManifest();
    }

    /// <summary>
    /// Sets a password. Without one, any web page could write to Garnet, which takes lines of an HTTP request as commands. The password is
    /// in a file, because other users of the machine can read the command line.
    /// </summary>
    private static async Task AddPasswordAsync(IList<object> arguments, string data, ParameterResource password, CancellationToken ct)
    {
        var path = Path.Combine(data, "users.acl");
        await PrivateFiles.WriteAsync(path, $"user default on >{await password.GetValueAsync(ct)} ~* +@all{Environment.NewLine}", ct);
        arguments.Add("--auth");
        arguments.Add("ACL");
        arguments.Add("--acl-file");
        arguments.Add(path);
    }
}
