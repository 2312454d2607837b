namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>One message in one <see cref="MessageQueue"/>: the content and what the queue knows about it. Guarded by the queue's lock.</summary>
internal sealed class StoredMessage
{
    public required long SequenceNumber { get; init; }

    /// <summary>The number at the first entity: the topic's for a subscription's copy, the original's for a dead letter.</summary>
    public required long EnqueuedSequenceNumber { get; init; }

    public required DateTimeOffset EnqueuedTime { get; init; }

    /// <summary>When the message expires; <see cref="DateTimeOffset.MaxValue"/> is never.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required Lane Lane { get; init; }

    public required BrokerMessage Message { get; set; }

    /// <summary>How often the message was given back or its lock ran out.</summary>
    public int DeliveryCount { get; set; }

    public MessageState State { get; set; }

    /// <summary>The lock that a receiver holds; null when nobody does.</summary>
    public MessageLock? Lock { get; set; }

    /// <summary>The entity a dead letter came from.</summary>
    public string? DeadLetterSource { get; init; }

    public DeliveredMessage ToDelivered() => new()
    {
        Message = Message,
        SequenceNumber = SequenceNumber,
        EnqueuedSequenceNumber = EnqueuedSequenceNumber,
        EnqueuedTime = EnqueuedTime,
        DeliveryCount = DeliveryCount,
        State = State,
        LockToken = Lock?.Token,
        LockedUntil = Lock is null ? null : Lane.Holder?.LockedUntil ?? Lock.LockedUntil,
        DeadLetterSource = DeadLetterSource,
    };
}
