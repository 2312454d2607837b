using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.Realtime.Routing;

/// <summary>Says at once what the canary would only feel: that nothing can be received, and why.</summary>
internal sealed class RoutingHealthCheck(RoutingState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Trouble is { } trouble ? HealthCheckResult.Unhealthy(trouble.Text) : HealthCheckResult.Healthy("Receiving works."));
}
