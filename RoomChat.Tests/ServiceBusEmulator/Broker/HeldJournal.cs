using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.Tests.ServiceBusEmulator.Broker;

/// <summary>A journal in which nothing is safe until the test says so.</summary>
internal sealed class HeldJournal : IJournal
{
    private readonly MemoryOnly _inner = new();
    private readonly HashSet<IJournalObserver> _observers = [];
    private readonly List<Action> _actions = [];
    private long _lastEntry;

    public long SafeUpTo { get; private set; }

    public Change Begin() => default;

    public long Append(JournalEntry entry, IJournalObserver? observer = null)
    {
        if (observer is not null) _observers.Add(observer);
        return ++_lastEntry;
    }

    public void WhenSafe(Action action)
    {
        if (SafeUpTo == _lastEntry) action();
        else _actions.Add(action);
    }

    public JournaledEntity Open(EntityPath path) => _inner.Open(path);

    public void Forget(EntityPath path) => _inner.Forget(path);

    public BrokerMessage Read(long entity, long sequenceNumber) => _inner.Read(entity, sequenceNumber);

    public bool TryKeep(int bytes) => true;

    public void Release(int bytes)
    {
        // Nothing is counted.
    }

    /// <summary>The disk has everything so far.</summary>
    internal void MakeSafe()
    {
        SafeUpTo = _lastEntry;
        foreach (var observer in _observers.ToList()) observer.OnSafe(SafeUpTo);
        foreach (var action in _actions) action();
        _actions.Clear();
    }
}
