namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>One change of what the broker keeps.</summary>
/// <param name="Entity">The entity's <see cref="JournaledEntity.Id"/>.</param>
internal abstract record JournalEntry(long Entity)
{
    /// <summary>
    /// Whether it counts as safe only when the disk has it, and not only the system's memory. A killed process loses neither.
    /// </summary>
    public virtual bool MustBeSynced => true;

    /// <summary>A message is there, or is different now.</summary>
    public sealed record Stored(long Entity, MessageRecord Message) : JournalEntry(Entity);

    /// <summary>A message's count or state is different, its content is not.</summary>
    public sealed record Changed(long Entity, long SequenceNumber, int DeliveryCount, MessageState State) : JournalEntry(Entity);

    /// <summary>A message is gone.</summary>
    /// <param name="Entity">The entity's <see cref="JournaledEntity.Id"/>.</param>
    /// <param name="SequenceNumber">The message.</param>
    /// <param name="MayReturn">Whether a power cut may bring it back: its receiver has settled it, and knows repeats.</param>
    public sealed record Removed(long Entity, long SequenceNumber, bool MayReturn) : JournalEntry(Entity)
    {
        /// <inheritdoc/>
        public override bool MustBeSynced => !MayReturn;
    }

    /// <summary>A sequence number was given without a message being kept under it.</summary>
    public sealed record Numbered(long Entity, long SequenceNumber) : JournalEntry(Entity);

    /// <summary>What an application stores with a session; null is nothing.</summary>
    public sealed record SessionState(long Entity, string SessionId, ReadOnlyMemory<byte>? State) : JournalEntry(Entity);

    /// <summary>A message id was seen by an entity that looks for duplicates.</summary>
    public sealed record IdSeen(long Entity, string MessageId, DateTimeOffset At) : JournalEntry(Entity);

    /// <summary>The ids seen up to a moment no longer count.</summary>
    public sealed record IdsForgotten(long Entity, DateTimeOffset UpTo) : JournalEntry(Entity);

    /// <summary>An entity is there.</summary>
    public sealed record EntityOpened(long Entity, string Path) : JournalEntry(Entity);

    /// <summary>An entity is gone with all that it kept.</summary>
    public sealed record EntityForgotten(long Entity) : JournalEntry(Entity);

    /// <summary>What something is told to be, as text; replaces what it was told before.</summary>
    public sealed record Defined(string Path, string Definition) : JournalEntry(NoEntity);

    /// <summary>What something was told to be no longer counts.</summary>
    public sealed record Undefined(string Path) : JournalEntry(NoEntity);

    private const long NoEntity = 0;
}
