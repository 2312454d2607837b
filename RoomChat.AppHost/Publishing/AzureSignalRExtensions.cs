using Aspire.Hosting.Azure;
using Microsoft.Extensions.Configuration;

namespace RoomChat.AppHost.Publishing;

/// <summary>Azure SignalR Service. It holds the connections of the hub's clients instead of the realtime service.</summary>
internal static class AzureSignalRExtensions
{
    private const string Name = "signalr";

    /// <summary>
    /// Connects the service to Azure SignalR Service. When published, the setting <c>AzureSignalR</c> turns it on; in a local run the
    /// connection string <c>signalr</c> does.
    /// </summary>
    internal static IResourceBuilder<ProjectResource> WithAzureSignalR(this IResourceBuilder<ProjectResource> service)
    {
        var builder = service.ApplicationBuilder;
        var isUsed = builder.ExecutionContext.IsPublishMode
            ? builder.Configuration.GetValue<bool>("AzureSignalR")
            : builder.Configuration.GetConnectionString(Name) is not null;
        return isUsed ? service.WithReference(builder.FindSignalR() ?? builder.AddSignalR()) : service;
    }

    /// <summary>Whether Azure SignalR Service is used.</summary>
    internal static bool HasSignalR(this IDistributedApplicationBuilder builder) => builder.FindSignalR() is not null;

    private static IResourceBuilder<IResourceWithConnectionString>? FindSignalR(this IDistributedApplicationBuilder builder) =>
        builder.Resources.OfType<IResourceWithConnectionString>().FirstOrDefault(resource => resource.Name == Name) is { } found
            ? builder.CreateResourceBuilder(found)
            : null;

    private static IResourceBuilder<IResourceWithConnectionString> AddSignalR(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsPublishMode) return builder.AddConnectionString(Name);
        var module = builder.AddBicepModule($"{Name}-service", "signalr", ("principalId", null), ("principalType", null));
        var host = new BicepOutputReference("hostName", module);
        return builder.AddConnectionString(Name, ReferenceExpression.Create($"Endpoint=https://{host};AuthType=azure"));
    }
}
