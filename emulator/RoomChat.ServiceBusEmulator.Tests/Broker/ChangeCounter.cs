using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

/// <summary>A journal in memory that counts changes and records the open change of each thread.</summary>
internal sealed class ChangeCounter : IJournal, IChangingJournal
{
    private readonly MemoryOnly _inner = new();
    private readonly ReaderWriterLockSlim _changes = new(LockRecursionPolicy.SupportsRecursion);
    private readonly ThreadLocal<int> _current = new();
    private int _last;

    public long SafeUpTo => _inner.SafeUpTo;

    /// <summary>The number of the outermost open change of this thread.</summary>
    internal int Current
    {
        get
        {
            Assert.True(_changes.IsReadLockHeld, "A change is open");
            return _current.Value;
        }
    }

    public Change Begin()
    {
        if (!_changes.IsReadLockHeld) _current.Value = Interlocked.Increment(ref _last);
        _changes.EnterReadLock();
        return new Change(this);
    }

    public void End() => _changes.ExitReadLock();

    public long Append(JournalEntry entry, IJournalObserver? observer = null) => _inner.Append(entry, observer);

    public void WhenSafe(Action action) => _inner.WhenSafe(action);

    public JournaledEntity Open(EntityPath path) => _inner.Open(path);

    public void Forget(EntityPath path) => _inner.Forget(path);

    public BrokerMessage Read(long entity, long sequenceNumber) => _inner.Read(entity, sequenceNumber);

    public bool TryKeep(int bytes) => _inner.TryKeep(bytes);

    public void Release(int bytes) => _inner.Release(bytes);
}
