using Aspire.Hosting.Azure;

namespace RoomChat.AppHost.Publishing;

/// <summary>Application Insights.</summary>
internal static class AzureMonitorExtensions
{
    /// <summary>
    /// Sends the telemetry of all services to Application Insights. Does nothing in a local run, which has the dashboard.
    /// </summary>
    internal static void AddAzureMonitor(this IDistributedApplicationBuilder builder, string name)
    {
        if (!builder.ExecutionContext.IsPublishMode) return;
        var module = builder.AddBicepModule(name, "insights", ("logAnalyticsWorkspaceId", null));
        var connection = ReferenceExpression.Create($"{new BicepOutputReference("connectionString", module)}");
        foreach (var service in builder.Resources.OfType<ProjectResource>().ToList())
            builder.CreateResourceBuilder(service).WithEnvironment("APPLICATIONINSIGHTS_CONNECTION_STRING", connection);
    }
}
