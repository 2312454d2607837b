using Microsoft.Extensions.Diagnostics.HealthChecks;
using RoomChat.ServiceDefaults.Permissions;

namespace RoomChat.Rooms.Following;

/// <summary>
/// Whether the rules of rooms are known. Old ones are enough for those who are in a room, so the service stays ready with them.
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
