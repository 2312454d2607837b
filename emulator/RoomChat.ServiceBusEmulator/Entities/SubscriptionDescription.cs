namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>
/// What can be said about a subscription besides its rules. Defaults are those of Service Bus; <see cref="TimeSpan.MaxValue"/> is for ever.
/// </summary>
/// <param name="TopicName">The topic it belongs to.</param>
/// <param name="Name">One segment; keeps its case, compares without.</param>
internal sealed record SubscriptionDescription(string TopicName, string Name)
{
    public TimeSpan LockDuration { get; init; } = EntityDefaults.LockDuration;

    /// <summary>Cannot change after creation.</summary>
    public bool RequiresSession { get; init; }

    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;
    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>Whether a message on which a rule fails becomes a dead letter; otherwise the rule just does not match.</summary>
    public bool DeadLetteringOnFilterEvaluationExceptions { get; init; } = true;

    public int MaxDeliveryCount { get; init; } = EntityDefaults.MaxDeliveryCount;
    public bool EnableBatchedOperations { get; init; } = true;
    public EntityStatus Status { get; init; }

    /// <summary>The queue or topic to which messages go on; null keeps them here.</summary>
    public string? ForwardTo { get; init; }

    public string? UserMetadata { get; init; }

    /// <summary>The queue or topic to which dead letters go on; null keeps them here.</summary>
    public string? ForwardDeadLetteredMessagesTo { get; init; }

    /// <summary>How long the subscription may be unused before it is deleted.</summary>
    public TimeSpan AutoDeleteOnIdle { get; init; } = TimeSpan.MaxValue;
}
