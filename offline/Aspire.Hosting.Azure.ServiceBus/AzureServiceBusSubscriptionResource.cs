using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>A subscription to a topic.</summary>
public class AzureServiceBusSubscriptionResource(string name, string subscriptionName, AzureServiceBusTopicResource parent) : Resource(name), IResourceWithParent<AzureServiceBusTopicResource>
{
    public string SubscriptionName { get; set; } = subscriptionName;

    public AzureServiceBusTopicResource Parent { get; } = parent;

    public TimeSpan? DefaultMessageTimeToLive { get; set; }

    public TimeSpan? LockDuration { get; set; }

    public int? MaxDeliveryCount { get; set; }

    public bool? RequiresSession { get; set; }

    public bool? DeadLetteringOnMessageExpiration { get; set; }
}
