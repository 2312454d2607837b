using Aspire.Hosting.ApplicationModel;
using static Aspire.Hosting.Azure.EntityProperties;

namespace Aspire.Hosting.Azure;

/// <summary>A subscription to a topic. A property that is null has the service's default.</summary>
public class AzureServiceBusSubscriptionResource(string name, string subscriptionName, AzureServiceBusTopicResource parent)
    : Resource(name), IResourceWithParent<AzureServiceBusTopicResource>, IResourceWithConnectionString
{
    /// <summary>Name of the subscription.</summary>
    public string SubscriptionName { get; set => field = NotEmpty(value); } = NotEmpty(subscriptionName);

    /// <summary>The topic.</summary>
    public AzureServiceBusTopicResource Parent { get; } = parent;

    /// <summary>Whether expired messages go to the dead-letter queue.</summary>
    public bool? DeadLetteringOnMessageExpiration { get; set; }
    /// <summary>How long a message lives.</summary>
    public TimeSpan? DefaultMessageTimeToLive { get; set; }
    /// <summary>Queue or topic that gets the dead-lettered messages.</summary>
    public string? ForwardDeadLetteredMessagesTo { get; set; }
    /// <summary>Queue or topic that gets all messages.</summary>
    public string? ForwardTo { get; set; }
    /// <summary>How long a received message is locked.</summary>
    public TimeSpan? LockDuration { get; set; }
    /// <summary>Deliveries before a message is dead-lettered.</summary>
    public int? MaxDeliveryCount { get; set; }
    /// <summary>Whether messages belong to sessions.</summary>
    public bool? RequiresSession { get; set; }
    /// <summary>Rules that select the topic's messages for the subscription.</summary>
    public List<AzureServiceBusRule> Rules { get; } = [];

    /// <summary>The namespace's connection string with the subscription as entity path.</summary>
    public ReferenceExpression ConnectionStringExpression =>
        Parent.Parent.GetConnectionString($"{Parent.TopicName}/Subscriptions/{SubscriptionName}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        With(Parent, nameof(SubscriptionName), SubscriptionName);
}
