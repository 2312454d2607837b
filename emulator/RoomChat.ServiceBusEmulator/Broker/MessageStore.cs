using System.Diagnostics.CodeAnalysis;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// The messages of one <see cref="MessageQueue"/> and their indexes. Applies no delivery rules. Guarded by the queue's lock.
/// </summary>
/// <param name="lastSequence">The last sequence number assigned before.</param>
internal sealed class MessageStore(long lastSequence)
{
    private readonly SequenceIndex _bySequence = new();
    private readonly Dictionary<Guid, StoredMessage> _byToken = [];
    private readonly SortedSet<StoredMessage> _byLockEnd = new(MessageOrder.ByLockEnd);
    private readonly ArrivalOrder _byExpiry = new(ArrivalKind.Expiry, MessageOrder.ByExpiry);
    private long _lastSequence = lastSequence;

    public int Count => _bySequence.Count;

    public int LockedCount => _byToken.Count;

    /// <summary>The count of deferred messages, locked or not.</summary>
    public int DeferredCount { get; private set; }

    /// <summary>Size of all messages in bytes.</summary>
    public long Size { get; private set; }

    /// <summary>The locked message whose lock ends first. Excludes messages of sessions.</summary>
    public StoredMessage? FirstLockToEnd => _byLockEnd.Min;

    /// <summary>The unlocked active message that expires first.</summary>
    public StoredMessage? FirstToExpire => _byExpiry.Min;

    /// <summary>Returns the next sequence number, without gaps. Scheduled messages use numbers too.</summary>
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

    /// <summary>Removes the lock. Returns an active message to its lane. A deferred message stays out of it.</summary>
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

    /// <summary>All messages from a sequence number on, in order and in any state.</summary>
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
