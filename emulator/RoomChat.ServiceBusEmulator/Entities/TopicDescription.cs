namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>What can be said about a topic. Defaults are those of Service Bus; <see cref="TimeSpan.MaxValue"/> is for ever.</summary>
/// <param name="Name">One or more segments, as in <c>orders/new</c>; keeps its case, compares without.</param>
internal sealed record TopicDescription(string Name)
{
    /// <summary>The longest life of a message in every subscription.</summary>
    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;

    public int MaxSizeInMegabytes { get; init; } = EntityDefaults.MaxSizeInMegabytes;

    /// <summary>Cannot change after creation.</summary>
    public bool RequiresDuplicateDetection { get; init; }

    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = EntityDefaults.DuplicateDetectionHistoryTimeWindow;
    public bool EnableBatchedOperations { get; init; } = true;

    /// <summary>Only remembered.</summary>
    public bool FilteringMessagesBeforePublishing { get; init; }

    /// <summary>Only remembered, as the XML in which it came.</summary>
    public string? AuthorizationRules { get; init; }

    public EntityStatus Status { get; init; }
    public string? UserMetadata { get; init; }

    /// <summary>Only remembered: order always holds here.</summary>
    public bool SupportOrdering { get; init; } = true;

    /// <summary>How long the topic may be unused before it is deleted.</summary>
    public TimeSpan AutoDeleteOnIdle { get; init; } = TimeSpan.MaxValue;

    /// <summary>Only remembered. Cannot change after creation.</summary>
    public bool EnablePartitioning { get; init; }

    /// <summary>Only remembered.</summary>
    public bool EnableExpress { get; init; }

    public long MaxMessageSizeInKilobytes { get; init; } = EntityDefaults.MaxMessageSizeInKilobytes;
}
