namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>
/// The order in which the broker's changes become safe. A change is made in memory at once and appended here; nobody outside is told
/// of it before it is safe: no sender's message is accepted, delivered or settled in the eyes of a client until then. Safe for any thread.
/// </summary>
internal interface IJournal
{
    /// <summary>Everything appended with a number up to this one is safe.</summary>
    long SafeUpTo { get; }

    /// <summary>
    /// What is appended until the end of the change becomes safe together, or not at all. Changes of several threads overlap, and one may
    /// begin inside another. To be begun before any lock of the broker is taken.
    /// </summary>
    Change Begin();

    /// <summary>Appends a change within <see cref="Begin"/>.</summary>
    /// <param name="entry">What changed.</param>
    /// <param name="observer">Who wants to be told when it is safe; null is nobody.</param>
    /// <returns>The entry's number.</returns>
    long Append(JournalEntry entry, IJournalObserver? observer = null);

    /// <summary>
    /// Runs when everything appended so far is safe: at once if it is, otherwise later, in the order of the calls. Must not block nor
    /// throw.
    /// </summary>
    void WhenSafe(Action action);

    /// <summary>Finds what is known of an entity, or makes it known.</summary>
    JournaledEntity Open(EntityPath path);

    /// <summary>Forgets an entity and all that it kept; one that is made later under the same name is a new one.</summary>
    void Forget(EntityPath path);

    /// <summary>The content of a safe message that memory no longer has.</summary>
    BrokerMessage Read(long entity, long sequenceNumber);

    /// <summary>
    /// Whether there is room to keep a content of so many bytes in memory once it is safe; what was granted is to be given back.
    /// </summary>
    bool TryKeep(int bytes);

    /// <summary>Gives back what <see cref="TryKeep"/> granted.</summary>
    void Release(int bytes);
}
