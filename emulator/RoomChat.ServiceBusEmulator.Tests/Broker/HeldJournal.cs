using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Tests.Broker;

/// <summary>A journal in which nothing is safe until the test says so, and which leaves no content in memory once it is.</summary>
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
        // Nothing is counted.
    }

    /// <summary>What was appended and is not safe yet.</summary>
    internal IEnumerable<JournalEntry> Appended => _waiting.Select(one => one.Entry);

    /// <summary>How many wait for what was appended.</summary>
    internal int Waiting => _actions.Count;

    /// <summary>The disk has the first of the entries that are waiting.</summary>
    internal void MakeFirstSafe() => MakeSafe(_waiting.Peek().Number);

    /// <summary>The disk has everything so far.</summary>
    internal void MakeSafe() => MakeSafe(_lastEntry);

    private void MakeSafe(long upTo)
    {
        SafeUpTo = upTo;
        while (_waiting.TryPeek(out var next) && next.Number <= upTo)
        {
            if (_waiting.Dequeue().Entry is JournalEntry.Stored stored) _disk[(stored.Entity, stored.Message.SequenceNumber)] = stored.Message.Content!;
        }

        foreach (var observer in _observers.ToList()) observer.OnSafe(SafeUpTo);
        foreach (var action in _actions) action();
        _actions.Clear();
    }
}
