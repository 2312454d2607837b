using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Azure;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds a Service Bus namespace with its queues, topics and subscriptions.</summary>
public static partial class AzureServiceBusExtensions
{
    /// <summary>Adds a namespace. Published, it becomes a Bicep module, and a second one for the role of the application's identity.</summary>
    /// <remarks>An application that runs needs <see cref="RunAsEmulator"/>, or the setting <c>ConnectionStrings:{name}</c>.</remarks>
    public static IResourceBuilder<AzureServiceBusResource> AddAzureServiceBus(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var bus = new AzureServiceBusResource(name);
        var isPublished = builder.ExecutionContext.IsPublishMode;
        builder.Eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            if (isPublished) AddRoles(bus, start.Model);
            else if (!bus.IsEmulator) ReadEndpoint(bus, builder.Configuration);
            return Task.CompletedTask;
        });
        if (!isPublished) bus.Configured = new ParameterResource(name, _ => ReadSetting(builder.Configuration, name), secret: true);
        return builder.AddResource(bus).WithIconName("MailMultiple").OnInitializeResource(static async (bus, start, ct) =>
        {
            if (bus.IsEmulator) return;
            await start.Notifications.PublishUpdateAsync(bus, static snapshot => snapshot with { State = KnownResourceStates.Running });
            await start.Eventing.PublishAsync(new ConnectionStringAvailableEvent(bus, start.Services), ct);
        });
    }

    /// <summary>Adds a queue; its name is the resource's unless given.</summary>
    public static IResourceBuilder<AzureServiceBusQueueResource> AddServiceBusQueue(
        this IResourceBuilder<AzureServiceBusResource> builder, [ResourceName] string name, string? queueName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var queue = new AzureServiceBusQueueResource(name, queueName ?? name, builder.Resource);
        builder.Resource.Queues.Add(queue);
        return builder.ApplicationBuilder.AddResource(queue).WithIconName("Mail");
    }

    /// <summary>Adds a topic; its name is the resource's unless given.</summary>
    public static IResourceBuilder<AzureServiceBusTopicResource> AddServiceBusTopic(
        this IResourceBuilder<AzureServiceBusResource> builder, [ResourceName] string name, string? topicName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var topic = new AzureServiceBusTopicResource(name, topicName ?? name, builder.Resource);
        builder.Resource.Topics.Add(topic);
        return builder.ApplicationBuilder.AddResource(topic).WithIconName("Mail");
    }

    /// <summary>Adds a subscription; its name is the resource's unless given.</summary>
    public static IResourceBuilder<AzureServiceBusSubscriptionResource> AddServiceBusSubscription(
        this IResourceBuilder<AzureServiceBusTopicResource> builder, [ResourceName] string name, string? subscriptionName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var subscription = new AzureServiceBusSubscriptionResource(name, subscriptionName ?? name, builder.Resource);
        builder.Resource.Subscriptions.Add(subscription);
        return builder.ApplicationBuilder.AddResource(subscription).WithIconName("Mail");
    }

    /// <summary>Sets properties of a queue.</summary>
    public static IResourceBuilder<AzureServiceBusQueueResource> WithProperties(
        this IResourceBuilder<AzureServiceBusQueueResource> builder, Action<AzureServiceBusQueueResource> configure) => Configure(builder, configure);

    /// <summary>Sets properties of a topic.</summary>
    public static IResourceBuilder<AzureServiceBusTopicResource> WithProperties(
        this IResourceBuilder<AzureServiceBusTopicResource> builder, Action<AzureServiceBusTopicResource> configure) => Configure(builder, configure);

    /// <summary>Sets properties of a subscription, and its rules.</summary>
    public static IResourceBuilder<AzureServiceBusSubscriptionResource> WithProperties(
        this IResourceBuilder<AzureServiceBusSubscriptionResource> builder, Action<AzureServiceBusSubscriptionResource> configure) =>
        Configure(builder, configure);

    private static IResourceBuilder<T> Configure<T>(IResourceBuilder<T> builder, Action<T> configure)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Resource);
        return builder;
    }

    private static void AddRoles(AzureServiceBusResource bus, DistributedApplicationModel model)
    {
        if (bus.IsExcludedFromPublish()) return;
        var roles = new AzureBicepResource($"{bus.Name}-roles", templateString: ServiceBusModule.RolesOf(bus));
        roles.Parameters[$"{BicepText.Identifier(bus.Name)}_outputs_name"] = bus.NameOutputReference;
        roles.Parameters["principalType"] = null;
        roles.Parameters["principalId"] = null;
        model.Resources.Add(roles);
    }

    // What a deployment would put out, for the references that want host and URL.
    private static void ReadEndpoint(AzureServiceBusResource bus, IConfiguration configuration)
    {
        const string Key = "Endpoint=";
        var setting = ReadSetting(configuration, bus.Name);
        var endpoint = setting.Split(';').FirstOrDefault(static part => part.StartsWith(Key, StringComparison.OrdinalIgnoreCase))?[Key.Length..] ?? setting;
        bus.Outputs[bus.ServiceBusEndpoint.Name] = endpoint;
        bus.Outputs[bus.ServiceBusHostName.Name] = Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) ? uri.Host : endpoint;
    }

    private static string ReadSetting(IConfiguration configuration, string name) => configuration.GetConnectionString(name)
        ?? throw new DistributedApplicationException(
            $"The stand-in of Aspire.Hosting.Azure.ServiceBus provisions nothing in Azure. Set 'ConnectionStrings:{name}' to use an existing namespace.");
}
