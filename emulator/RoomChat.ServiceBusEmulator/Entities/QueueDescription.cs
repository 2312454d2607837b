namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>The settings of a queue. Defaults are those of Service Bus; <see cref="TimeSpan.MaxValue"/> means for ever.</summary>
/// <param name="Name">One or more segments, such as <c>orders/new</c>. Keeps its case; comparisons ignore case.</param>
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

    /// <summary>Stored as the XML of the request; has no effect.</summary>
    public string? AuthorizationRules { get; init; }

    public EntityStatus Status { get; init; }

    /// <summary>The queue or topic that messages are forwarded to; null for no forwarding.</summary>
    public string? ForwardTo { get; init; }

    public string? UserMetadata { get; init; }

    /// <summary>The idle time after which the queue is deleted.</summary>
    public TimeSpan AutoDeleteOnIdle { get; init; } = TimeSpan.MaxValue;

    /// <summary>Stored without effect. Cannot change after creation.</summary>
    public bool EnablePartitioning { get; init; }

    /// <summary>The queue or topic that dead letters are forwarded to; null for no forwarding.</summary>
    public string? ForwardDeadLetteredMessagesTo { get; init; }

    /// <summary>Stored without effect.</summary>
    public bool EnableExpress { get; init; }

    public long MaxMessageSizeInKilobytes { get; init; } = EntityDefaults.MaxMessageSizeInKilobytes;
}
