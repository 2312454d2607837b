namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>
/// The journal of the broker's changes, in order. A change applies in memory at once and is appended here. Clients learn of it only when it
/// is safe. Until then, no message is accepted, delivered or settled from a client's point of view. Thread-safe.
/// </summary>
internal interface IJournal
{
    /// <summary>All entries up to this number are safe.</summary>
    long SafeUpTo { get; }

    /// <summary>
    /// Begins a change. Its entries become safe together or not at all. Changes of several threads may overlap, and changes may nest.
    /// Call it before taking any lock of the broker.
    /// </summary>
    Change Begin();

    /// <summary>Appends a change within <see cref="Begin"/>.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="observer">The observer to notify when the entry is safe; may be null.</param>
    /// <returns>The entry's number.</returns>
    long Append(JournalEntry entry, IJournalObserver? observer = null);

    /// <summary>
    /// Runs an action when all entries appended so far are safe: at once or later, in the order of the calls. The action must not block
    /// or throw.
    /// </summary>
    void WhenSafe(Action action);

    /// <summary>Finds the journal's data of an entity, or registers the entity.</summary>
    JournaledEntity Open(EntityPath path);

    /// <summary>Removes an entity and its contents. A later entity with the same name is a new one.</summary>
    void Forget(EntityPath path);

    /// <summary>Reads the content of a safe message that is no longer in memory.</summary>
    BrokerMessage Read(long entity, long sequenceNumber);

    /// <summary>
    /// Reserves memory for a safe content of this size; false if there is no room. Callers must <see cref="Release"/> it later.
    /// </summary>
    bool TryKeep(int bytes);

    /// <summary>Releases memory that <see cref="TryKeep"/> granted.</summary>
    void Release(int bytes);
}
