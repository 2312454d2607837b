using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Following;

/// <summary>
/// Checks that the rules of rooms were read. Old rules are enough for connections that are in a room, so the service stays ready.
/// </summary>
internal sealed class RoomsHealthCheck(RoomDirectory directory, RoomFollower follower) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        directory.Age switch
        {
            RulesAge.Unread => HealthCheckResult.Unhealthy(follower.Trouble ?? "The rooms were not read yet."),
            RulesAge.Old => HealthCheckResult.Degraded(follower.Trouble ?? "The rooms were not compared lately."),
            _ => HealthCheckResult.Healthy(),
        });
}
