using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace RoomChat.Realtime.Routing.Canary;

/// <summary>
/// Readiness by real messages: healthy when the last canaries came back in time, degraded when only some sessions are blocked.
/// </summary>
internal sealed class CanaryHealthCheck(RoutingCanary canary) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var last = canary.Last;
        var ways = canary.Ways;
        var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["last_step"] = last.Step.ToString() };
        if (last.RoundTrip is { } roundTrip) data["round_trip_ms"] = roundTrip.TotalMilliseconds;
        return Task.FromResult(
            last.Step is CanaryStep.None or CanaryStep.Listening || ways.AllFail
                ? HealthCheckResult.Unhealthy(Explain(last.Step), last.Error, data)
            : ways.Blocked > 0 ? HealthCheckResult.Degraded(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Canaries of {ways.Blocked} of {ways.Of} sessions do not come back: the rooms of those get no messages."),
                last.Error,
                data)
            : HealthCheckResult.Healthy("The last canary came back.", data));
    }

    private static string Explain(CanaryStep step) => step switch
    {
        CanaryStep.None => "No canary has been sent yet.",
        CanaryStep.Listening => "The canary's channel cannot be heard: Redis is away.",
        CanaryStep.Publishing => "The last canary was not taken by Service Bus.",
        CanaryStep.Receiving => "The last canary was published, and no instance brought it into the log.",
        CanaryStep.Logging => "The last canary was published, and the log cannot be read: Redis is away.",
        CanaryStep.Hearing => "The last canary is in the log, and its channel did not bring it back.",
        _ => throw new UnreachableException(),
    };
}
