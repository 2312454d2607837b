using Aspire.Hosting.ApplicationModel;
using static Aspire.Hosting.Azure.EntityProperties;

namespace Aspire.Hosting.Azure;

/// <summary>A queue of a namespace. A property that is null has the service's default.</summary>
public class AzureServiceBusQueueResource(string name, string queueName, AzureServiceBusResource parent)
    : Resource(name), IResourceWithParent<AzureServiceBusResource>, IResourceWithConnectionString
{
    /// <summary>Name of the queue.</summary>
    public string QueueName { get; set => field = NotEmpty(value); } = NotEmpty(queueName);

    /// <summary>The namespace.</summary>
    public AzureServiceBusResource Parent { get; } = parent;

    /// <summary>Whether expired messages go to the dead-letter queue.</summary>
    public bool? DeadLetteringOnMessageExpiration { get; set; }
    /// <summary>How long a message lives.</summary>
    public TimeSpan? DefaultMessageTimeToLive { get; set; }
    /// <summary>How far back duplicates are detected.</summary>
    public TimeSpan? DuplicateDetectionHistoryTimeWindow { get; set; }
    /// <summary>Queue or topic that gets the dead-lettered messages.</summary>
    public string? ForwardDeadLetteredMessagesTo { get; set; }
    /// <summary>Queue or topic that gets all messages.</summary>
    public string? ForwardTo { get; set; }
    /// <summary>How long a received message is locked.</summary>
    public TimeSpan? LockDuration { get; set; }
    /// <summary>Deliveries before a message is dead-lettered.</summary>
    public int? MaxDeliveryCount { get; set; }
    /// <summary>Whether duplicates are detected.</summary>
    public bool? RequiresDuplicateDetection { get; set; }
    /// <summary>Whether messages belong to sessions.</summary>
    public bool? RequiresSession { get; set; }
    /// <summary>The namespace's connection string with the queue as entity path.</summary>
    public ReferenceExpression ConnectionStringExpression => Parent.GetConnectionString(QueueName);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        With(Parent, nameof(QueueName), QueueName);
}
