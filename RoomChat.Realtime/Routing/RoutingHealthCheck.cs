using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.Realtime.Routing;

/// <summary>Reports the reason when receiving fails, earlier than the canary.</summary>
internal sealed class RoutingHealthCheck(RoutingState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Trouble is { } trouble
            ? HealthCheckResult.Unhealthy(trouble.Text)
            : HealthCheckResult.Healthy("Receiving works."));
}
