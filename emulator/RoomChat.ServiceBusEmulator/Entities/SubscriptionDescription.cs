namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>
/// The settings of a subscription, without its rules. Defaults are those of Service Bus; <see cref="TimeSpan.MaxValue"/> means for ever.
/// </summary>
/// <param name="TopicName">The topic it belongs to.</param>
/// <param name="Name">One segment. Keeps its case; comparisons ignore case.</param>
internal sealed record SubscriptionDescription(string TopicName, string Name)
{
    public TimeSpan LockDuration { get; init; } = EntityDefaults.LockDuration;

    /// <summary>Cannot change after creation.</summary>
    public bool RequiresSession { get; init; }

    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;
    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>Whether a message becomes a dead letter when a rule fails on it. If false, the rule does not match.</summary>
    public bool DeadLetteringOnFilterEvaluationExceptions { get; init; } = true;

    public int MaxDeliveryCount { get; init; } = EntityDefaults.MaxDeliveryCount;
    public bool EnableBatchedOperations { get; init; } = true;
    public EntityStatus Status { get; init; }

    /// <summary>The queue or topic that messages are forwarded to; null for no forwarding.</summary>
    public string? ForwardTo { get; init; }

    public string? UserMetadata { get; init; }

    /// <summary>The queue or topic that dead letters are forwarded to; null for no forwarding.</summary>
    public string? ForwardDeadLetteredMessagesTo { get; init; }

    /// <summary>The idle time after which the subscription is deleted.</summary>
    public TimeSpan AutoDeleteOnIdle { get; init; } = TimeSpan.MaxValue;
}
