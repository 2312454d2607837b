using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RoomChat.AppHost.LocalRun;

/// <summary>Prints the addresses of the chat and of the dashboard when all resources are healthy.</summary>
internal sealed class ReadyNotice(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    IOptions<LocalRunOptions> options,
    IConfiguration configuration) : BackgroundService
{
    /// <summary>Aspire's name for its dashboard.</summary>
    internal const string Dashboard = "aspire-dashboard";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The gateway waits for every other resource, so its health stands for all.
        var gateway = model.Resources.OfType<ProjectResource>().Single(resource => resource.Name == options.Value.Announced);
        await notifications.WaitForResourceAsync(
            gateway.Name,
            static change => change.Snapshot.State?.Text == KnownResourceStates.Running
                && change.Snapshot.HealthStatus == HealthStatus.Healthy,
            stoppingToken);
        await Console.Out.WriteLineAsync(
            $"""

            RoomChat is ready. Press Ctrl+C to stop.
              Chat:      {gateway.GetEndpoint("http").Url}
              Dashboard: {DashboardAddress() ?? "off"}

            """);
    }

    /// <summary>The address with the token that signs its user in; null when the dashboard is off.</summary>
    private string? DashboardAddress()
    {
        var endpoint = model.Resources.OfType<IResourceWithEndpoints>().SingleOrDefault(resource => resource.Name == Dashboard)
            ?.GetEndpoints()
            .FirstOrDefault(endpoint => endpoint is { IsAllocated: true, EndpointName: "http" or "https" });
        if (endpoint is null) return null;
        return configuration["AppHost:BrowserToken"] is { Length: > 0 } token ? $"{endpoint.Url}/login?t={token}" : endpoint.Url;
    }
}
