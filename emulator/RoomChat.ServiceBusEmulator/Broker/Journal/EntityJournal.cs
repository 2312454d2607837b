namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>One entity's part of the journal.</summary>
internal sealed class EntityJournal
{
    private readonly IJournal _journal;
    private readonly long _entity;

    public EntityJournal(IJournal journal, EntityPath path)
    {
        _journal = journal;
        (_entity, LastSequence) = journal.Open(path);
    }

    /// <summary>The last sequence number the entity had assigned when this journal was opened.</summary>
    public long LastSequence { get; }

    public long SafeUpTo => _journal.SafeUpTo;

    /// <inheritdoc cref="IJournal.Begin"/>
    public Change Begin() => _journal.Begin();

    public long Stored(MessageRecord message, IJournalObserver? observer = null) =>
        _journal.Append(new JournalEntry.Stored(_entity, message), observer);

    public void Changed(StoredMessage message) =>
        _journal.Append(new JournalEntry.Changed(_entity, message.SequenceNumber, message.DeliveryCount, message.State));

    /// <summary>Records the removal of a message.</summary>
    /// <param name="sequenceNumber">The message's sequence number.</param>
    /// <param name="mayReturn">Whether the message may return after a power failure.</param>
    public void Removed(long sequenceNumber, bool mayReturn = false) =>
        _journal.Append(new JournalEntry.Removed(_entity, sequenceNumber, mayReturn));

    public void Numbered(long sequenceNumber) => _journal.Append(new JournalEntry.Numbered(_entity, sequenceNumber));

    public void SessionStateSet(string sessionId, ReadOnlyMemory<byte>? state) =>
        _journal.Append(new JournalEntry.SessionState(_entity, sessionId, state));

    public void IdSeen(string messageId, DateTimeOffset at) => _journal.Append(new JournalEntry.IdSeen(_entity, messageId, at));

    public void IdsForgotten(DateTimeOffset upTo) => _journal.Append(new JournalEntry.IdsForgotten(_entity, upTo));

    public BrokerMessage Read(long sequenceNumber) => _journal.Read(_entity, sequenceNumber);

    /// <inheritdoc cref="IJournal.TryKeep"/>
    public bool TryKeep(int bytes) => _journal.TryKeep(bytes);

    /// <inheritdoc cref="IJournal.Release"/>
    public void Release(int bytes) => _journal.Release(bytes);
}
