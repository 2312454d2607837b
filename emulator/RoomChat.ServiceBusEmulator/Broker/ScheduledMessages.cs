using System.Runtime.InteropServices;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Messages that are not due yet. When a content is safe on disk, it leaves memory until it is due. Thread-safe.</summary>
internal sealed class ScheduledMessages : IJournalObserver, IDisposable
{
    /// <summary>The upper bound for one wait. Timers accept at most 49 days. Firing too early does no harm.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, Entry> _byNumber = [];
    private readonly SortedSet<(DateTimeOffset Due, long Number)> _byDue = [];
    private readonly Queue<(long Entry, long Number)> _written = new();
    private readonly Action<BrokerMessage> _deliver;
    private readonly EntityJournal _journal;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    /// <param name="deliver">Delivers a due message. The message keeps its scheduled time.</param>
    /// <param name="journal">The entity's journal.</param>
    /// <param name="time">The clock.</param>
    public ScheduledMessages(Action<BrokerMessage> deliver, EntityJournal journal, TimeProvider time)
    {
        _deliver = deliver;
        _journal = journal;
        _time = time;
        _timer = time.CreateTimer(
            static scheduled => ((ScheduledMessages)scheduled!).DeliverDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int Count
    {
        get
        {
            lock (_gate) return _byNumber.Count;
        }
    }

    public void Add(long number, DateTimeOffset due, BrokerMessage message)
    {
        using var change = _journal.Begin();
        lock (_gate)
        {
            var record = new MessageRecord
            {
                SequenceNumber = number,
                EnqueuedSequenceNumber = number,
                EnqueuedTime = due,
                State = MessageState.Scheduled,
                SessionId = message.SessionId,
                Content = message,
            };
            var entry = _journal.Stored(record, this);
            if (entry > _journal.SafeUpTo) _written.Enqueue((entry, number));
            Insert(number, new Entry(due, message.SessionId, message));
        }
    }

    public void OnSafe(long upTo)
    {
        lock (_gate)
        {
            while (_written.TryPeek(out var next) && next.Entry <= upTo)
            {
                _written.Dequeue();
                if (_byNumber.TryGetValue(next.Number, out var entry)) _byNumber[next.Number] = entry with { Message = null };
            }
        }
    }

    /// <summary>Restores a message at startup. Its content is read when it is due.</summary>
    public void Restore(MessageRecord record)
    {
        lock (_gate) Insert(record.SequenceNumber, new Entry(record.EnqueuedTime, record.SessionId, Message: null));
    }

    /// <summary>Removes all of the messages, or none if one is absent.</summary>
    public bool Cancel(IReadOnlyList<long> numbers)
    {
        using var change = _journal.Begin();
        lock (_gate)
        {
            if (!numbers.All(_byNumber.ContainsKey)) return false;
            foreach (var number in numbers)
            {
                if (!_byNumber.Remove(number, out var entry)) continue;
                _byDue.Remove((entry.Due, number));
                _journal.Removed(number);
            }

            return true;
        }
    }

    /// <summary>Peeks at messages in the order of their sequence numbers.</summary>
    /// <param name="fromNumber">The lowest sequence number.</param>
    /// <param name="count">The maximum number of messages.</param>
    /// <param name="sessionId">Only messages of this session; null means all sessions.</param>
    public IReadOnlyList<DeliveredMessage> Peek(long fromNumber, int count, string? sessionId)
    {
        lock (_gate)
        {
            var wanted = _byNumber.Where(entry => entry.Key >= fromNumber && (sessionId is null || entry.Value.SessionId == sessionId));
            return [.. wanted.Take(count).Select(entry => new DeliveredMessage
            {
                Message = entry.Value.Message ?? _journal.Read(entry.Key),
                SequenceNumber = entry.Key,
                EnqueuedSequenceNumber = entry.Key,
                EnqueuedTime = entry.Value.Due,
                State = MessageState.Scheduled,
            })];
        }
    }

    /// <summary>Stops delivery and frees the memory. Does not change the disk.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _byDue.Clear();
            _byNumber.Clear();
        }

        _timer.Dispose();
    }

    private void DeliverDue()
    {
        using var change = _journal.Begin();
        lock (_gate)
        {
            while (_byDue.Count > 0 && _byDue.Min.Due <= _time.GetUtcNow())
            {
                var first = _byDue.Min;
                _byDue.Remove(first);
                if (!_byNumber.Remove(first.Number, out var entry)) continue;
                var message = entry.Message ?? _journal.Read(first.Number);
                _journal.Removed(first.Number);
                _deliver(message);
            }

            Arm();
        }
    }

    private void Insert(long number, Entry entry)
    {
        _byNumber.Add(number, entry);
        _byDue.Add((entry.Due, number));
        if (_byDue.Min.Number == number) Arm();
    }

    private void Arm()
    {
        if (_byDue.Count == 0) return;
        var wait = _byDue.Min.Due - _time.GetUtcNow();
        if (wait < TimeSpan.Zero) wait = TimeSpan.Zero;
        _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    /// <param name="Due">When the message enters the entity.</param>
    /// <param name="SessionId">Its session.</param>
    /// <param name="Message">The content; null if it is only in the journal.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(DateTimeOffset Due, string? SessionId, BrokerMessage? Message);
}
