using Aspire.Hosting.ApplicationModel;
using static Aspire.Hosting.Azure.EntityProperties;

namespace Aspire.Hosting.Azure;

/// <summary>A topic of a namespace. A property that is null has the service's default.</summary>
public class AzureServiceBusTopicResource(string name, string topicName, AzureServiceBusResource parent)
    : Resource(name), IResourceWithParent<AzureServiceBusResource>, IResourceWithConnectionString
{
    /// <summary>Name of the topic.</summary>
    public string TopicName { get; set => field = NotEmpty(value); } = NotEmpty(topicName);

    /// <summary>The namespace.</summary>
    public AzureServiceBusResource Parent { get; } = parent;

    /// <summary>How long a message lives.</summary>
    public TimeSpan? DefaultMessageTimeToLive { get; set; }
    /// <summary>How far back duplicates are detected.</summary>
    public TimeSpan? DuplicateDetectionHistoryTimeWindow { get; set; }
    /// <summary>Whether duplicates are detected.</summary>
    public bool? RequiresDuplicateDetection { get; set; }
    /// <summary>The namespace's connection string with the topic as entity path.</summary>
    public ReferenceExpression ConnectionStringExpression => Parent.GetConnectionString(TopicName);

    internal List<AzureServiceBusSubscriptionResource> Subscriptions { get; } = [];

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        With(Parent, nameof(TopicName), TopicName);
}
