using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// One message in one <see cref="MessageQueue"/>: what the queue knows about it, and the content unless only the journal has it.
/// Guarded by the queue's lock.
/// </summary>
internal sealed class StoredMessage
{
    private BrokerMessage? _content;
    private int _keptBytes;
    private ArrivalLinks _readyLinks;
    private ArrivalLinks _expiryLinks;

    public required long SequenceNumber { get; init; }

    /// <summary>The number at the first entity: the topic's for a subscription's copy, the original's for a dead letter.</summary>
    public required long EnqueuedSequenceNumber { get; init; }

    public required DateTimeOffset EnqueuedTime { get; init; }

    /// <summary>When the message expires; <see cref="DateTimeOffset.MaxValue"/> is never.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>Where the content is when it is not in memory.</summary>
    public required EntityJournal Journal { get; init; }

    /// <summary>The content; read from the journal when memory does not have it.</summary>
    public BrokerMessage Content => _content ?? Journal.Read(SequenceNumber);

    /// <summary>How often the message was given back or its lock ran out.</summary>
    public int DeliveryCount { get; set; }

    public MessageState State { get; set; }

    /// <summary>The lock that a receiver holds; null when nobody does.</summary>
    public MessageLock? Lock { get; set; }

    /// <summary>Bytes of the content, for statistics.</summary>
    public int Size { get; set; }

    /// <summary>The entity a dead letter came from.</summary>
    public string? DeadLetterSource { get; init; }

    /// <summary>Holds the content in memory, because it is not safe yet.</summary>
    public void Hold(BrokerMessage content)
    {
        Drop();
        _content = content;
        Size = content.Size;
    }

    /// <summary>The journal's number for the content's last change.</summary>
    public long LastEntry { get; set; }

    /// <summary>The content is safe on disk: keeps it in memory only while there is room. Does nothing when it has changed since.</summary>
    public void OnSafe(long entry)
    {
        if (entry != LastEntry || _content is null || _keptBytes > 0) return;
        if (Journal.TryKeep(Size)) _keptBytes = Size;
        else _content = null;
    }

    /// <summary>The content is not needed any more: gives back the room that it took.</summary>
    public void Drop()
    {
        _content = null;
        if (_keptBytes == 0) return;
        Journal.Release(_keptBytes);
        _keptBytes = 0;
    }

    /// <summary>The message's place among its neighbours, kept by <see cref="ArrivalOrder"/>.</summary>
    public ref ArrivalLinks LinksIn(ArrivalKind kind)
    {
        if (kind == ArrivalKind.Ready) return ref _readyLinks;
        return ref _expiryLinks;
    }

    public MessageRecord ToRecord(BrokerMessage content) => new()
    {
        SequenceNumber = SequenceNumber,
        EnqueuedSequenceNumber = EnqueuedSequenceNumber,
        EnqueuedTime = EnqueuedTime,
        ExpiresAt = ExpiresAt,
        DeliveryCount = DeliveryCount,
        State = State,
        DeadLetterSource = DeadLetterSource,
        SessionId = Lane.SessionId,
        Content = content,
    };

    public DeliveredMessage ToDelivered() => new()
    {
        Message = Content,
        SequenceNumber = SequenceNumber,
        EnqueuedSequenceNumber = EnqueuedSequenceNumber,
        EnqueuedTime = EnqueuedTime,
        ExpiresAt = ExpiresAt,
        DeliveryCount = DeliveryCount,
        State = State,
        LockToken = Lock?.Token,
        LockedUntil = Lock is null ? null : Lane.Holder?.LockedUntil ?? Lock.LockedUntil,
        DeadLetterSource = DeadLetterSource,
    };
}
