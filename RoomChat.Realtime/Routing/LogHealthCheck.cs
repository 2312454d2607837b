using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// Degraded when messages wait because their rooms' logs cannot be written. Not unhealthy: the instance serves all other rooms, and
/// another instance would fail too.
/// </summary>
internal sealed class LogHealthCheck(LogTrouble trouble) : IHealthCheck
{
    // Shorter failures are retries, for example during a reconnect to Redis.
    private static readonly TimeSpan Notable = TimeSpan.FromSeconds(3);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (rooms, longest) = trouble.Failing;
        return Task.FromResult(longest < Notable
            ? HealthCheckResult.Healthy("Every room's log can be written.")
            : HealthCheckResult.Degraded(string.Create(
                CultureInfo.InvariantCulture,
                $"The logs of {rooms} rooms cannot be written, of one for {longest.TotalSeconds:0} s. Their messages wait at the broker, "
                + $"and are lost when they have waited for as long as they live there, an hour unless set otherwise.")));
    }
}
