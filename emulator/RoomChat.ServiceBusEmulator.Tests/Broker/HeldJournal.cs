using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

/// <summary>A journal whose entries become safe only at the test's request. Safe contents do not stay in memory.</summary>
internal sealed class HeldJournal : IJournal
{
    private readonly MemoryOnly _inner = new();
    private readonly HashSet<IJournalObserver> _observers = [];
    private readonly List<Action> _actions = [];
    private readonly Queue<(long Number, JournalEntry Entry)> _waiting = new();
    private readonly Dictionary<(long Entity, long SequenceNumber), BrokerMessage> _disk = [];
    private long _lastEntry;

    public long SafeUpTo { get; private set; }

    public Change Begin() => default;

    public long Append(JournalEntry entry, IJournalObserver? observer = null)
    {
        if (observer is not null) _observers.Add(observer);
        _waiting.Enqueue((++_lastEntry, entry));
        return _lastEntry;
    }

    public void WhenSafe(Action action)
    {
        if (SafeUpTo == _lastEntry) action();
        else _actions.Add(action);
    }

    public JournaledEntity Open(EntityPath path) => _inner.Open(path);

    public void Forget(EntityPath path) => _inner.Forget(path);

    public BrokerMessage Read(long entity, long sequenceNumber) => _disk[(entity, sequenceNumber)];

    public bool TryKeep(int bytes) => false;

    public void Release(int bytes)
    {
        // Memory is not counted here.
    }

    /// <summary>Entries that were appended and are not safe yet.</summary>
    internal IEnumerable<JournalEntry> Appended => _waiting.Select(one => one.Entry);

    /// <summary>The number of actions that wait for appended entries.</summary>
    internal int Waiting => _actions.Count;

    /// <summary>Makes the first waiting entry safe.</summary>
    internal void MakeFirstSafe() => MakeSafe(_waiting.Peek().Number);

    /// <summary>Makes all entries so far safe.</summary>
    internal void MakeSafe() => MakeSafe(_lastEntry);

    private void MakeSafe(long upTo)
    {
        SafeUpTo = upTo;
        while (_waiting.TryPeek(out var next) && next.Number <= upTo)
        {
            if (_waiting.Dequeue().Entry is JournalEntry.Stored stored)
                _disk[(stored.Entity, stored.Message.SequenceNumber)] = stored.Message.Content!;
        }

        foreach (var observer in _observers.ToList()) observer.OnSafe(SafeUpTo);
        foreach (var action in _actions) action();
        _actions.Clear();
    }
}
