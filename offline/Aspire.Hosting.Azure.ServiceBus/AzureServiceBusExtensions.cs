using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;

namespace Aspire.Hosting;

/// <summary>Adds a Service Bus namespace with its queues, topics and subscriptions.</summary>
public static partial class AzureServiceBusExtensions
{
    /// <summary>Adds a namespace. Published, it becomes one Bicep module, and the role of the application's identity another.</summary>
    /// <exception cref="DistributedApplicationException">At start: the application is run without <see cref="RunAsEmulator"/>.</exception>
    public static IResourceBuilder<AzureServiceBusResource> AddAzureServiceBus(
        this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        var bus = builder.AddResource(new AzureServiceBusResource(name)).WithIconName("MailMultiple");
        builder.Eventing.Subscribe<BeforeStartEvent>((start, _) => builder.ExecutionContext.IsPublishMode ? AddRoles(bus, start.Model)
            : bus.Resource.IsEmulator ? Task.CompletedTask
            : throw new DistributedApplicationException(
                $"'{name}': this stand-in provisions nothing in Azure. Use RunAsEmulator, or AddConnectionString for a namespace."));
        return bus;
    }

    /// <summary>Adds a queue; its name is the resource's unless given.</summary>
    public static IResourceBuilder<AzureServiceBusQueueResource> AddServiceBusQueue(
        this IResourceBuilder<AzureServiceBusResource> builder, [ResourceName] string name, string? queueName = null)
    {
        var queue = new AzureServiceBusQueueResource(name, queueName ?? name, builder.Resource);
        builder.Resource.Queues.Add(queue);
        return builder.ApplicationBuilder.AddResource(queue).WithIconName("Mail");
    }

    /// <summary>Adds a topic; its name is the resource's unless given.</summary>
    public static IResourceBuilder<AzureServiceBusTopicResource> AddServiceBusTopic(
        this IResourceBuilder<AzureServiceBusResource> builder, [ResourceName] string name, string? topicName = null)
    {
        var topic = new AzureServiceBusTopicResource(name, topicName ?? name, builder.Resource);
        builder.Resource.Topics.Add(topic);
        return builder.ApplicationBuilder.AddResource(topic).WithIconName("Mail");
    }

    /// <summary>Adds a subscription; its name is the resource's unless given.</summary>
    public static IResourceBuilder<AzureServiceBusSubscriptionResource> AddServiceBusSubscription(
        this IResourceBuilder<AzureServiceBusTopicResource> builder, [ResourceName] string name, string? subscriptionName = null)
    {
        var subscription = new AzureServiceBusSubscriptionResource(name, subscriptionName ?? name, builder.Resource);
        builder.Resource.Subscriptions.Add(subscription);
        return builder.ApplicationBuilder.AddResource(subscription).WithIconName("Mail");
    }

    /// <summary>Sets properties of a queue.</summary>
    public static IResourceBuilder<AzureServiceBusQueueResource> WithProperties(
        this IResourceBuilder<AzureServiceBusQueueResource> builder, Action<AzureServiceBusQueueResource> configure) =>
        Configure(builder, configure);

    /// <summary>Sets properties of a topic.</summary>
    public static IResourceBuilder<AzureServiceBusTopicResource> WithProperties(
        this IResourceBuilder<AzureServiceBusTopicResource> builder, Action<AzureServiceBusTopicResource> configure) =>
        Configure(builder, configure);

    /// <summary>Sets properties of a subscription, and its rules.</summary>
    public static IResourceBuilder<AzureServiceBusSubscriptionResource> WithProperties(
        this IResourceBuilder<AzureServiceBusSubscriptionResource> builder, Action<AzureServiceBusSubscriptionResource> configure) =>
        Configure(builder, configure);

    private static IResourceBuilder<T> Configure<T>(IResourceBuilder<T> builder, Action<T> configure)
        where T : IResource
    {
        configure(builder.Resource);
        return builder;
    }

    private static Task AddRoles(IResourceBuilder<AzureServiceBusResource> bus, DistributedApplicationModel model)
    {
        var roles = new AzureBicepResource($"{bus.Resource.Name}-roles", templateString: ServiceBusModule.RolesOf(bus.Resource));
        roles.Parameters[$"{BicepText.Identifier(bus.Resource.Name)}_outputs_name"] = bus.Resource.NameOutputReference;
        roles.Parameters["principalType"] = null;
        roles.Parameters["principalId"] = null;
        if (!bus.Resource.IsExcludedFromPublish()) model.Resources.Add(roles);
        return Task.CompletedTask;
    }
}
