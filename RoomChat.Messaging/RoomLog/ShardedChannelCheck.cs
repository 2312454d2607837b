using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Unhealthy when sharded channels are set but Redis has none. Without the check messages would be missing silently.</summary>
internal sealed class ShardedChannelCheck(IConnectionMultiplexer redis, IOptions<RoomChannelOptions> options) : IHealthCheck
{
    private const string Remedy =
        "Set RoomChannel:Sharded to false, for all services, or use a cluster of Redis 7 or later "
        + "(Azure Managed Redis: the OSS cluster policy).";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!options.Value.Sharded) return HealthCheckResult.Healthy("The channels are not sharded.");
        var servers = redis.GetServers().Where(server => server.IsConnected).ToList();
        // Redis' own check reports that it is away.
        if (servers.Count == 0) return HealthCheckResult.Healthy("Not known: there is no connection to Redis.");
        if (servers.Any(server => server.ServerType != ServerType.Cluster))
            return HealthCheckResult.Unhealthy($"RoomChannel:Sharded is true, but Redis is no cluster. {Remedy}");
        try
        {
            await redis.GetDatabase()
                .PublishAsync(RedisChannel.Sharded("roomchat:{check}"), RedisValue.EmptyString)
                .WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy("Redis has sharded channels.");
        }
        catch (RedisServerException refused)
        {
            return HealthCheckResult.Unhealthy(
                $"RoomChannel:Sharded is true, but Redis refuses to publish on a sharded channel. {Remedy}", refused);
        }
    }
}
