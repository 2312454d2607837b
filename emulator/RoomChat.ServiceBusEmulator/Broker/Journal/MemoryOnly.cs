using System.Collections.Concurrent;

namespace RoomChat.ServiceBusEmulator.Broker.Journal;

/// <summary>A journal without storage. Every change counts as safe at once, and nothing survives a restart.</summary>
internal sealed class MemoryOnly : IJournal
{
    private readonly ConcurrentDictionary<EntityPath, JournaledEntity> _entities = new();
    private long _lastEntity;

    public long SafeUpTo => long.MaxValue;

    public Change Begin() => default;

    public long Append(JournalEntry entry, IJournalObserver? observer = null) => 0;

    public void WhenSafe(Action action) => action();

    public JournaledEntity Open(EntityPath path) =>
        _entities.GetOrAdd(path, _ => new JournaledEntity(Interlocked.Increment(ref _lastEntity), LastSequence: 0));

    public void Forget(EntityPath path) => _entities.TryRemove(path, out _);

    /// <exception cref="InvalidOperationException">Always: contents never leave memory.</exception>
    public BrokerMessage Read(long entity, long sequenceNumber) =>
        throw new InvalidOperationException("There is nothing beside what memory has.");

    public bool TryKeep(int bytes) => true;

    public void Release(int bytes)
    {
        // Memory use is not counted.
    }
}
