using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace RoomChat.Messaging.Redis;

/// <summary>Healthy when Redis answers, or one node of a cluster. A failure of another node affects only that node's rooms.</summary>
internal sealed class RedisCheck(IConnectionMultiplexer redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // An exception makes the check fail, and is logged.
        await redis.GetDatabase().PingAsync().WaitAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
