using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Azure;

/// <summary>A topic of a namespace.</summary>
public class AzureServiceBusTopicResource(string name, string topicName, AzureServiceBusResource parent) : Resource(name), IResourceWithParent<AzureServiceBusResource>
{
    public string TopicName { get; set; } = topicName;

    public AzureServiceBusResource Parent { get; } = parent;

    public TimeSpan? DefaultMessageTimeToLive { get; set; }

    public bool? RequiresDuplicateDetection { get; set; }

    public TimeSpan? DuplicateDetectionHistoryTimeWindow { get; set; }
}
