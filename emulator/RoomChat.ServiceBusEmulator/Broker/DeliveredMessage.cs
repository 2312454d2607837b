namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>What a receiver gets: a snapshot of a stored message at the moment of delivery.</summary>
internal sealed record DeliveredMessage
{
    public required BrokerMessage Message { get; init; }
    public required long SequenceNumber { get; init; }
    public required long EnqueuedSequenceNumber { get; init; }
    public required DateTimeOffset EnqueuedTime { get; init; }

    /// <summary>When it expires; <see cref="DateTimeOffset.MaxValue"/> is never, or not yet known.</summary>
    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.MaxValue;

    public int DeliveryCount { get; init; }
    public MessageState State { get; init; }

    /// <summary>Null when the message was received and deleted in one, or only looked at.</summary>
    public Guid? LockToken { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }
    public string? DeadLetterSource { get; init; }
}
