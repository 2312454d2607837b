using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.Realtime.Routing;

/// <summary>Ready means that a message really gets through, not that a port is open: healthy when the last canary came back in time.</summary>
internal sealed class CanaryHealthCheck(RoutingCanary canary) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var last = canary.Last;
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["last_step"] = last.Step.ToString() };
        if (last.RoundTrip is { } roundTrip) data["round_trip_ms"] = roundTrip.TotalMilliseconds;
        return Task.FromResult(last.Step == CanaryStep.Returned
            ? HealthCheckResult.Healthy("The last canary came back.", data)
            : HealthCheckResult.Unhealthy($"The last canary got no further than: {last.Step}.", last.Error, data));
    }
}
