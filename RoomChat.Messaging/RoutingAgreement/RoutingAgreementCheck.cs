using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoutingAgreement;

/// <summary>
/// Unhealthy when other instances use another routing strategy than this service's settings. Messages would be lost without an error.
/// </summary>
internal sealed class RoutingAgreementCheck(RoutingNotices notices, IConfiguration configuration) : IHealthCheck
{
    private readonly string _own = configuration[RoutingStrategyNames.Setting] ?? RoutingStrategyNames.Default;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var others = (await notices.ReadAsync(cancellationToken))
                .Where(strategy => !string.Equals(strategy, _own, StringComparison.OrdinalIgnoreCase))
                .ToList();
            return others.Count == 0
                ? HealthCheckResult.Healthy("All instances receive by the strategy that is set here.")
                : HealthCheckResult.Unhealthy(
                    $"{RoutingStrategyNames.Setting} is '{_own}' here, but instances receive by {string.Join(", ", others)}: "
                    + "what is published may not arrive. Set the same for all services.");
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            // Redis' own check reports that it is away.
            return HealthCheckResult.Healthy("Not known: Redis does not answer.");
        }
    }
}
