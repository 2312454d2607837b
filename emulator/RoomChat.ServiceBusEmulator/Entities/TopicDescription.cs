namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>The settings of a topic. Defaults are those of Service Bus; <see cref="TimeSpan.MaxValue"/> means for ever.</summary>
/// <param name="Name">One or more segments, such as <c>orders/new</c>. Keeps its case; comparisons ignore case.</param>
internal sealed record TopicDescription(string Name)
{
    /// <summary>The longest life of a message in every subscription.</summary>
    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;

    public int MaxSizeInMegabytes { get; init; } = EntityDefaults.MaxSizeInMegabytes;

    /// <summary>Cannot change after creation.</summary>
    public bool RequiresDuplicateDetection { get; init; }

    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = EntityDefaults.DuplicateDetectionHistoryTimeWindow;
    public bool EnableBatchedOperations { get; init; } = true;

    /// <summary>Stored without effect.</summary>
    public bool FilteringMessagesBeforePublishing { get; init; }

    /// <summary>Stored as the XML of the request; has no effect.</summary>
    public string? AuthorizationRules { get; init; }

    public EntityStatus Status { get; init; }
    public string? UserMetadata { get; init; }

    /// <summary>Stored without effect: messages are always in order.</summary>
    public bool SupportOrdering { get; init; } = true;

    /// <summary>The idle time after which the topic is deleted.</summary>
    public TimeSpan AutoDeleteOnIdle { get; init; } = TimeSpan.MaxValue;

    /// <summary>Stored without effect. Cannot change after creation.</summary>
    public bool EnablePartitioning { get; init; }

    /// <summary>Stored without effect.</summary>
    public bool EnableExpress { get; init; }

    public long MaxMessageSizeInKilobytes { get; init; } = EntityDefaults.MaxMessageSizeInKilobytes;
}
