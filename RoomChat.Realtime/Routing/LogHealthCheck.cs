using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.Realtime.Routing;

/// <summary>
/// Says when rooms' messages wait because their logs cannot be written. Degraded and not more: the instance serves all other rooms, and no
/// other one would do better.
/// </summary>
internal sealed class LogHealthCheck(LogTrouble trouble) : IHealthCheck
{
    // Shorter ones are retries, as when a connection to Redis is made anew.
    private static readonly TimeSpan Notable = TimeSpan.FromSeconds(3);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (rooms, longest) = trouble.Failing;
        return Task.FromResult(longest < Notable ? HealthCheckResult.Healthy("Every room's log can be written.") : HealthCheckResult.Degraded(string.Create(
            CultureInfo.InvariantCulture,
            $"The logs of {rooms} rooms cannot be written, of one for {longest.TotalSeconds:0} s. Their messages wait at the broker, and are lost when they have waited for as long as they live there, an hour unless set otherwise.")));
    }
}
