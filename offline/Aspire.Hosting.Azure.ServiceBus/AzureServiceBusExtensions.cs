using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

/// <summary>Azure Service Bus: described here, provisioned or emulated by the real package only.</summary>
public static class AzureServiceBusExtensions
{
    public static IResourceBuilder<AzureServiceBusResource> AddAzureServiceBus(this IDistributedApplicationBuilder builder, string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var configured = new ParameterResource(
            name,
            _ => builder.Configuration[$"ConnectionStrings:{name}"] ?? throw new DistributedApplicationException($"The stand-in provisions nothing in Azure: give the connection string of a namespace as the setting 'ConnectionStrings:{name}'."),
            secret: true);
        return builder.AddResource(new AzureServiceBusResource(name, ReferenceExpression.Create($"{configured}")));
    }

    public static IResourceBuilder<AzureServiceBusTopicResource> AddServiceBusTopic(this IResourceBuilder<AzureServiceBusResource> builder, string name, string? topicName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.AddResource(new AzureServiceBusTopicResource(name, topicName ?? name, builder.Resource));
    }

    public static IResourceBuilder<AzureServiceBusSubscriptionResource> AddServiceBusSubscription(this IResourceBuilder<AzureServiceBusTopicResource> builder, string name, string? subscriptionName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.ApplicationBuilder.AddResource(new AzureServiceBusSubscriptionResource(name, subscriptionName ?? name, builder.Resource));
    }

    public static IResourceBuilder<AzureServiceBusTopicResource> WithProperties(this IResourceBuilder<AzureServiceBusTopicResource> builder, Action<AzureServiceBusTopicResource> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Resource);
        return builder;
    }

    public static IResourceBuilder<AzureServiceBusSubscriptionResource> WithProperties(this IResourceBuilder<AzureServiceBusSubscriptionResource> builder, Action<AzureServiceBusSubscriptionResource> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Resource);
        return builder;
    }

    /// <summary>Microsoft's emulator in a container, when the application is run rather than published.</summary>
    public static IResourceBuilder<AzureServiceBusResource> RunAsEmulator(this IResourceBuilder<AzureServiceBusResource> builder, Action<IResourceBuilder<AzureServiceBusEmulatorResource>>? configureContainer = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsPublishMode) return builder;
        builder.Resource.IsEmulator = true;
        builder.WithEndpoint(targetPort: 5672, name: "emulator").WithHttpEndpoint(targetPort: 5300, name: "emulatorhealth");
        // The emulator takes the namespace's place in the model: it is what would be started.
        application.Resources.Remove(builder.Resource);
        var emulator = application.AddResource(new AzureServiceBusEmulatorResource(builder.Resource));
        configureContainer?.Invoke(emulator);
        return builder;
    }
}
