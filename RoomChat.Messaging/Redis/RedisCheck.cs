using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace RoomChat.Messaging.Redis;

/// <summary>Healthy when Redis answers; of a cluster, when one of its nodes does. Whether a room's own node does is felt by those who use it.</summary>
internal sealed class RedisCheck(IConnectionMultiplexer redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // What is thrown makes it fail, and is logged.
        await redis.GetDatabase().PingAsync().WaitAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
