using Microsoft.Extensions.Configuration;

namespace RoomChat.AppHost.Publishing;

/// <summary>Azure SignalR Service, which holds the connections of the hub's clients in place of the realtime service.</summary>
internal static class AzureSignalRExtensions
{
    private const string Name = "signalr";

    /// <summary>
    /// Published, the setting <c>AzureSignalR</c> decides. In a local run the hub's clients connect to Azure SignalR Service where its connection
    /// string is set.
    /// </summary>
    internal static IResourceBuilder<ProjectResource> WithAzureSignalR(this IResourceBuilder<ProjectResource> service)
    {
        var builder = service.ApplicationBuilder;
        var isUsed = builder.ExecutionContext.IsPublishMode
            ? builder.Configuration.GetValue<bool>("AzureSignalR")
            : builder.Configuration.GetConnectionString(Name) is not null;
        return isUsed ? service.WithReference(builder.FindSignalR() ?? builder.AddSignalR()) : service;
    }

    private static IResourceBuilder<IResourceWithConnectionString>? FindSignalR(this IDistributedApplicationBuilder builder) =>
        builder.Resources.OfType<IResourceWithConnectionString>().FirstOrDefault(resource => resource.Name == Name) is { } found
            ? builder.CreateResourceBuilder(found)
            : null;

    private static IResourceBuilder<IResourceWithConnectionString> AddSignalR(this IDistributedApplicationBuilder builder)
    {
        if (!builder.ExecutionContext.IsPublishMode) return builder.AddConnectionString(Name);
        var module = builder.AddBicepModule($"{Name}-service", "signalr").WithParameter("principalId").WithParameter("principalType");
        return builder.AddConnectionString(Name, ReferenceExpression.Create($"Endpoint=https://{module.Output("hostName")};AuthType=azure"));
    }
}
