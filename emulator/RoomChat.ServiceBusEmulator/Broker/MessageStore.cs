using System.Diagnostics.CodeAnalysis;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// The messages of one <see cref="MessageQueue"/> and the indexes that find them. It knows no rules. Guarded by the queue's lock.
/// </summary>
/// <param name="lastSequence">The last sequence number that was given before.</param>
internal sealed class MessageStore(long lastSequence)
{
    private readonly SequenceIndex _bySequence = new();
    private readonly Dictionary<Guid, StoredMessage> _byToken = [];
    private readonly SortedSet<StoredMessage> _byLockEnd = new(MessageOrder.ByLockEnd);
    private readonly ArrivalOrder _byExpiry = new(ArrivalKind.Expiry, MessageOrder.ByExpiry);
    private long _lastSequence = lastSequence;

    public int Count => _bySequence.Count;

    public int LockedCount => _byToken.Count;

    /// <summary>Messages that were set aside, locked or not.</summary>
    public int DeferredCount { get; private set; }

    /// <summary>Bytes of all messages.</summary>
    public long Size { get; private set; }

    /// <summary>The locked message whose own lock ends first; messages of sessions are not among them.</summary>
    public StoredMessage? FirstLockToEnd => _byLockEnd.Min;

    /// <summary>The unlocked active message that expires first.</summary>
    public StoredMessage? FirstToExpire => _byExpiry.Min;

    /// <summary>Rising without gaps; also numbers what is only scheduled.</summary>
    public long NextSequence() => ++_lastSequence;

    public void Add(StoredMessage message)
    {
        _bySequence.Add(message);
        message.Lane.Count++;
        Size += message.Size;
        if (message.State == MessageState.Deferred) DeferredCount++;
        if (message.State == MessageState.Active) MakeReady(message);
    }

    public void Remove(StoredMessage message)
    {
        ClearLock(message);
        TakeFromReady(message);
        _bySequence.Remove(message);
        message.Lane.Count--;
        Size -= message.Size;
        if (message.State == MessageState.Deferred) DeferredCount--;
    }

    public void Lock(StoredMessage message, MessageLock claim)
    {
        ClearLock(message);
        TakeFromReady(message);
        message.Lock = claim;
        _byToken.Add(claim.Token, message);
        message.Lane.Locked.Add(message);
        if (message.Lane.SessionId is null) _byLockEnd.Add(message);
    }

    /// <summary>Gives a message back to its lane, or sets it aside when it is deferred.</summary>
    public void Unlock(StoredMessage message, MessageState state)
    {
        ClearLock(message);
        if (state == MessageState.Deferred && message.State != MessageState.Deferred) DeferredCount++;
        message.State = state;
        if (state == MessageState.Active) MakeReady(message);
    }

    public bool TryGetLocked(Guid token, [NotNullWhen(true)] out StoredMessage? message) => _byToken.TryGetValue(token, out message);

    public bool TryGet(long sequenceNumber, [NotNullWhen(true)] out StoredMessage? message) =>
        _bySequence.TryGet(sequenceNumber, out message);

    /// <summary>Every message from a sequence number on, in order, whatever its state.</summary>
    public IEnumerable<StoredMessage> From(long sequenceNumber) => _bySequence.From(sequenceNumber);

    private void MakeReady(StoredMessage message)
    {
        message.Lane.Ready.Add(message);
        if (message.ExpiresAt < DateTimeOffset.MaxValue) _byExpiry.Add(message);
    }

    private void TakeFromReady(StoredMessage message)
    {
        message.Lane.Ready.Remove(message);
        _byExpiry.Remove(message);
    }

    private void ClearLock(StoredMessage message)
    {
        if (message.Lock is null) return;
        _byLockEnd.Remove(message);
        _byToken.Remove(message.Lock.Token);
        message.Lane.Locked.Remove(message);
        message.Lock = null;
    }
}
