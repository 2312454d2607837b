using Aspire.Hosting.Azure;
using Microsoft.Extensions.Configuration;

namespace RoomChat.AppHost;

/// <summary>Adds Service Bus in the chosen form, and configures the routing strategy of the services.</summary>
internal static class MessagingExtensions
{
    private const string SharedSubscription = "SharedSubscription";

    internal static MessagingResources AddMessaging(this IDistributedApplicationBuilder builder, string name) => builder.GetBacking() switch
    {
        Backing.Embedded => builder.AddEmbeddedServiceBus(name),
        Backing.Containers => builder.AddMicrosoftsEmulator(name),
        // On a developer's machine: a namespace that already exists.
        _ when builder.ExecutionContext.IsRunMode => new(builder.AddConnectionString(name), Administration: null),
        _ => new(builder.AddAzureServiceBus(name).WithTopology(), Administration: null),
    };

    /// <summary>
    /// Connects a service to Service Bus, and passes it the setting <c>Routing:Strategy</c>. Publisher and receivers must agree on it.
    /// </summary>
    internal static IResourceBuilder<ProjectResource> WithMessaging(
        this IResourceBuilder<ProjectResource> service, MessagingResources messaging)
    {
        service.WithReference(messaging.Bus).WaitFor(messaging.Bus);
        if (messaging.Administration is { } administration) service.WithReference(administration);
        // For the scale rule of a template: azd has an output only if a service's environment uses it.
        if (service.ApplicationBuilder.ExecutionContext.IsPublishMode && messaging.Bus.Resource is AzureServiceBusResource bus)
            service.WithEnvironment("MESSAGING_NAME", ReferenceExpression.Create($"{bus.NameOutputReference}"));
        return service.WithEnvironment("Routing__Strategy", service.ApplicationBuilder.Configuration.GetStrategy());
    }

    internal static bool IsSubscriptionShared(this IConfiguration configuration) =>
        string.Equals(configuration.GetStrategy(), SharedSubscription, StringComparison.OrdinalIgnoreCase);

    private static string GetStrategy(this IConfiguration configuration) =>
        configuration["Routing:Strategy"] is { Length: > 0 } strategy ? strategy : SharedSubscription;

    private static MessagingResources AddMicrosoftsEmulator(this IDistributedApplicationBuilder builder, string name)
    {
        var bus = builder.AddAzureServiceBus(name).WithTopology().RunAsEmulator();
        // Aspire's name for the emulator's HTTP port, which serves its health and its administration.
        var http = new EndpointReference(bus.Resource, "emulatorhealth").Property(EndpointProperty.Port);
        return new(bus, builder.AddConnectionString($"{name}-administration", EmulatorAt(http)));
    }

    /// <summary>The connection string of Microsoft's emulator and of the emulator in this solution.</summary>
    internal static ReferenceExpression EmulatorAt(EndpointReferenceExpression port) => ReferenceExpression.Create(
        $"Endpoint=sb://localhost:{port};SharedAccessKeyName=RootManageSharedAccessKey;"
        + $"SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;");
}
