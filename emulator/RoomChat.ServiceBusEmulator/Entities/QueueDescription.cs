namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>What can be said about a queue. Defaults are those of Service Bus; <see cref="TimeSpan.MaxValue"/> is for ever.</summary>
/// <param name="Name">One or more segments, as in <c>orders/new</c>; keeps its case, compares without.</param>
internal sealed record QueueDescription(string Name)
{
    public TimeSpan LockDuration { get; init; } = EntityDefaults.LockDuration;
    public int MaxSizeInMegabytes { get; init; } = EntityDefaults.MaxSizeInMegabytes;

    /// <summary>Cannot change after creation.</summary>
    public bool RequiresDuplicateDetection { get; init; }

    /// <summary>Cannot change after creation.</summary>
    public bool RequiresSession { get; init; }

    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;
    public bool DeadLetteringOnMessageExpiration { get; init; }
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = EntityDefaults.DuplicateDetectionHistoryTimeWindow;
    public int MaxDeliveryCount { get; init; } = EntityDefaults.MaxDeliveryCount;
    public bool EnableBatchedOperations { get; init; } = true;

    /// <summary>Only remembered, as the XML in which it came.</summary>
    public string? AuthorizationRules { get; init; }

    public EntityStatus Status { get; init; }

    /// <summary>The queue or topic to which messages go on; null keeps them here.</summary>
    public string? ForwardTo { get; init; }

    public string? UserMetadata { get; init; }

    /// <summary>How long the queue may be unused before it is deleted.</summary>
    public TimeSpan AutoDeleteOnIdle { get; init; } = TimeSpan.MaxValue;

    /// <summary>Only remembered. Cannot change after creation.</summary>
    public bool EnablePartitioning { get; init; }

    /// <summary>The queue or topic to which dead letters go on; null keeps them here.</summary>
    public string? ForwardDeadLetteredMessagesTo { get; init; }

    /// <summary>Only remembered.</summary>
    public bool EnableExpress { get; init; }

    public long MaxMessageSizeInKilobytes { get; init; } = EntityDefaults.MaxMessageSizeInKilobytes;
}
