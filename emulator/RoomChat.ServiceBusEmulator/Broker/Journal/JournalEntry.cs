namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>One change of the broker's persistent state.</summary>
/// <param name="Entity">The entity's <see cref="JournaledEntity.Id"/>.</param>
internal abstract record JournalEntry(long Entity)
{
    /// <summary>
    /// Whether the entry is safe only after a sync to disk. Otherwise the operating system's cache is enough, which survives a killed
    /// process.
    /// </summary>
    public virtual bool MustBeSynced => true;

    /// <summary>A message is new or changed.</summary>
    public sealed record Stored(long Entity, MessageRecord Message) : JournalEntry(Entity);

    /// <summary>A message's delivery count or state changed, but not its content.</summary>
    public sealed record Changed(long Entity, long SequenceNumber, int DeliveryCount, MessageState State) : JournalEntry(Entity);

    /// <summary>A message was removed.</summary>
    /// <param name="Entity">The entity's <see cref="JournaledEntity.Id"/>.</param>
    /// <param name="SequenceNumber">The message's sequence number.</param>
    /// <param name="MayReturn">Whether a power failure may bring the message back. Its receiver settled it and must accept repeats.</param>
    public sealed record Removed(long Entity, long SequenceNumber, bool MayReturn) : JournalEntry(Entity)
    {
        /// <inheritdoc/>
        public override bool MustBeSynced => !MayReturn;
    }

    /// <summary>A sequence number was assigned without storing a message under it.</summary>
    public sealed record Numbered(long Entity, long SequenceNumber) : JournalEntry(Entity);

    /// <summary>A session state was set; null means none.</summary>
    public sealed record SessionState(long Entity, string SessionId, ReadOnlyMemory<byte>? State) : JournalEntry(Entity);

    /// <summary>An entity with duplicate detection saw a message id.</summary>
    public sealed record IdSeen(long Entity, string MessageId, DateTimeOffset At) : JournalEntry(Entity);

    /// <summary>Message ids seen up to this time left the duplicate window.</summary>
    public sealed record IdsForgotten(long Entity, DateTimeOffset UpTo) : JournalEntry(Entity);

    /// <summary>An entity was registered.</summary>
    public sealed record EntityOpened(long Entity, string Path) : JournalEntry(Entity);

    /// <summary>An entity was removed with all its contents.</summary>
    public sealed record EntityForgotten(long Entity) : JournalEntry(Entity);

    /// <summary>A definition as text; replaces an earlier definition of the same path.</summary>
    public sealed record Defined(string Path, string Definition) : JournalEntry(NoEntity);

    /// <summary>A definition was removed.</summary>
    public sealed record Undefined(string Path) : JournalEntry(NoEntity);

    private const long NoEntity = 0;
}
