namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>A message as it is kept over a restart.</summary>
internal sealed record MessageRecord
{
    public required long SequenceNumber { get; init; }
    public required long EnqueuedSequenceNumber { get; init; }

    /// <summary>For a scheduled message when it is due.</summary>
    public required DateTimeOffset EnqueuedTime { get; init; }

    public DateTimeOffset ExpiresAt { get; init; } = DateTimeOffset.MaxValue;
    public int DeliveryCount { get; init; }
    public MessageState State { get; init; }
    public string? DeadLetterSource { get; init; }
    public string? SessionId { get; init; }

    /// <summary>Null in what is read back at start: contents stay on disk until somebody receives them.</summary>
    public BrokerMessage? Content { get; init; }

    /// <summary>Bytes of the content as it is kept.</summary>
    public int Size { get; init; }
}
