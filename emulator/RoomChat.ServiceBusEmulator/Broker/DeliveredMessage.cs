namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>The message that a receiver gets: a snapshot of a stored message at delivery.</summary>
internal sealed record DeliveredMessage
{
    public required BrokerMessage Message { get; init; }
    public required long SequenceNumber { get; init; }
    public required long EnqueuedSequenceNumber { get; init; }
    public required DateTimeOffset EnqueuedTime { get; init; }

    /// <summary>Expiry time; <see cref="DateTimeOffset.MaxValue"/> means never or not yet known.</summary>
    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.MaxValue;

    public int DeliveryCount { get; init; }
    public MessageState State { get; init; }

    /// <summary>Null if the message was received in receive-and-delete mode, or peeked.</summary>
    public Guid? LockToken { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }
    public string? DeadLetterSource { get; init; }
}
