using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// One message in one <see cref="MessageQueue"/>: its state, and its content unless that is only in the journal.
/// Guarded by the queue's lock.
/// </summary>
internal sealed class StoredMessage
{
    private BrokerMessage? _content;
    private int _keptBytes;
    private ArrivalLinks _readyLinks;
    private ArrivalLinks _expiryLinks;

    public required long SequenceNumber { get; init; }

    /// <summary>The sequence number at the first entity: the topic for a copy, the original entity for a dead letter.</summary>
    public required long EnqueuedSequenceNumber { get; init; }

    public required DateTimeOffset EnqueuedTime { get; init; }

    /// <summary>Expiry time; <see cref="DateTimeOffset.MaxValue"/> means never.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>The journal that holds the content when memory does not.</summary>
    public required EntityJournal Journal { get; init; }

    /// <summary>The content. Read from the journal if it is not in memory.</summary>
    public BrokerMessage Content => _content ?? Journal.Read(SequenceNumber);

    /// <summary>How often the message was returned or its lock expired. A release does not count.</summary>
    public int DeliveryCount { get; set; }

    public MessageState State { get; set; }

    /// <summary>The lock held by a receiver; null if unlocked.</summary>
    public MessageLock? Lock { get; set; }

    /// <summary>Size of the content in bytes, for statistics.</summary>
    public int Size { get; set; }

    /// <summary>The original entity of a dead letter.</summary>
    public string? DeadLetterSource { get; init; }

    /// <summary>Holds the content in memory, because it is not safe in the journal yet.</summary>
    public void Hold(BrokerMessage content)
    {
        Drop();
        _content = content;
        Size = content.Size;
    }

    /// <summary>The number of the journal entry with the last change of the content.</summary>
    public long LastEntry { get; set; }

    /// <summary>Runs when the content is safe on disk. Keeps it in memory only if there is room. Ignores outdated entries.</summary>
    public void OnSafe(long entry)
    {
        if (entry != LastEntry || _content is null || _keptBytes > 0) return;
        if (Journal.TryKeep(Size)) _keptBytes = Size;
        else _content = null;
    }

    /// <summary>Drops the content and releases its share of the memory limit.</summary>
    public void Drop()
    {
        _content = null;
        if (_keptBytes == 0) return;
        Journal.Release(_keptBytes);
        _keptBytes = 0;
    }

    /// <summary>The links to the message's neighbours, maintained by <see cref="ArrivalOrder"/>.</summary>
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
