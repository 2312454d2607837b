namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>A message as stored in the journal.</summary>
internal sealed record MessageRecord
{
    public required long SequenceNumber { get; init; }
    public required long EnqueuedSequenceNumber { get; init; }

    /// <summary>For a scheduled message, the time when it is due.</summary>
    public required DateTimeOffset EnqueuedTime { get; init; }

    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.MaxValue;
    public int DeliveryCount { get; init; }
    public MessageState State { get; init; }
    public string? DeadLetterSource { get; init; }
    public string? SessionId { get; init; }

    /// <summary>Null in records read at startup: contents stay on disk until they are needed.</summary>
    public BrokerMessage? Content { get; init; }

    /// <summary>Size of the stored content in bytes.</summary>
    public int Size { get; init; }
}
