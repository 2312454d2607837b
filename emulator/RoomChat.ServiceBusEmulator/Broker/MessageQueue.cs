using System.Diagnostics.CodeAnalysis;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// The message store behind a queue, a subscription and their dead-letter queues. Applies the rules for locks, delivery counts, expiry
/// and sessions to the messages in the <see cref="MessageStore"/>. Writes to the journal all state that must survive a restart.
/// Locks do not survive it. Thread-safe.
/// </summary>
internal sealed partial class MessageQueue : IDisposable
{
    private readonly Lock _gate = new();
    private readonly EntityJournal _journal;
    private readonly MessageStore _store;
    private readonly Lane? _onlyLane;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private List<IMessageReceiver> _awake = [];
    private QueueActivity _activity;
    private DateTimeOffset _armedFor = DateTimeOffset.MaxValue;
    private volatile QueueSettings _settings;
    private bool _isClosed;

    public MessageQueue(EntityPath path, QueueSettings settings, TimeProvider time, IJournal? journal = null)
    {
        journal ??= new MemoryOnly();
        Path = path;
        _settings = settings;
        _time = time;
        _journal = new EntityJournal(journal, path);
        _store = new MessageStore(_journal.LastSequence);
        _onlyLane = settings.RequiresSession ? null : new Lane(sessionId: null);
        _timer = time.CreateTimer(
            static queue => ((MessageQueue)queue!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (path.IsDeadLetter) return;
        DeadLetters = new MessageQueue(path.DeadLetters, QueueSettings.OfDeadLetters(settings.LockDuration), time, journal);
    }

    public EntityPath Path { get; }

    /// <summary>Replaceable at run time, except for the session requirement. Existing locks and expiry times stay.</summary>
    public QueueSettings Settings
    {
        get => _settings;
        set
        {
            _settings = value;
            if (DeadLetters is { } deadLetters) deadLetters.Settings = deadLetters.Settings with { LockDuration = value.LockDuration };
        }
    }

    /// <summary>The dead-letter queue; null if this is one.</summary>
    public MessageQueue? DeadLetters { get; }

    /// <summary>Operation counts and current contents, for telemetry.</summary>
    public QueueActivity Activity =>
        Do(_ => _activity with { Kept = _store.Count, Locked = _store.LockedCount, Deferred = _store.DeferredCount, Size = _store.Size });

    /// <summary>Adds a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="originSequenceNumber">The topic's sequence number; null if this is the first entity.</param>
    /// <returns>The message's sequence number in this queue.</returns>
    public long Enqueue(BrokerMessage message, long? originSequenceNumber = null) => Do(now =>
        Accept(message, message.Transfer?.OriginSequenceNumber ?? originSequenceNumber, message.Transfer?.DeadLetterSource, now));

    /// <summary>Adds a message directly to the dead-letter queue.</summary>
    public void EnqueueDeadLetter(BrokerMessage message, long? originSequenceNumber, IReadOnlyDictionary<string, object?> reason) => Do(_ =>
    {
        var letters = DeadLetters ?? throw new InvalidOperationException("Dead letters have no dead letters.");
        _activity = _activity with { DeadLettered = _activity.DeadLettered + 1 };
        letters.AcceptDeadLetter(message.WithProperties(reason), originSequenceNumber, Path.Name, _awake);
    });

    /// <summary>Reserves a sequence number for a scheduled message. The number serves to cancel and is never reused.</summary>
    public long ReserveSequenceNumber() => Do(_ =>
    {
        var number = _store.NextSequence();
        _journal.Numbered(number);
        return number;
    });

    /// <summary>Receives the oldest message. If there is none, registers the receiver for a notification.</summary>
    /// <param name="session">The caller's session; null on an entity without sessions.</param>
    /// <param name="mode">Whether to lock or remove the message.</param>
    /// <param name="receiver">The receiver to notify if there is no message; null does not wait.</param>
    /// <param name="delivered">The message.</param>
    /// <param name="fits">Checks the message before it is locked or removed. If false, the message stays. Null accepts any.</param>
    public bool TryReceive(
        SessionLock? session,
        ReceiveMode mode,
        IMessageReceiver? receiver,
        [NotNullWhen(true)] out DeliveredMessage? delivered,
        Func<DeliveredMessage, bool>? fits = null)
    {
        delivered = Do(now =>
        {
            var lane = LaneOf(session);
            if (lane is null) return null;
            if (lane.Ready.Min is { } message) return fits is null || fits(message.ToDelivered()) ? Take(message, mode, now) : null;
            if (receiver is not null) lane.Wait(receiver);
            return null;
        });
        return delivered is not null;
    }

    /// <summary>Removes a receiver that waits for a notification.</summary>
    public void StopWaiting(SessionLock? session, IMessageReceiver receiver) => Do(_ => LaneOf(session)?.StopWaiting(receiver));

    /// <summary>Receives deferred messages by their sequence numbers.</summary>
    /// <param name="sequenceNumbers">The numbers.</param>
    /// <param name="mode">Whether to lock or remove the messages.</param>
    /// <param name="sessionId">The caller's session; null on an entity without sessions.</param>
    /// <param name="fits">Checks each message before it is locked or removed. The first failure and all later messages stay.</param>
    /// <returns>The messages. Null if one of them is absent, locked, or in another session.</returns>
    public IReadOnlyList<DeliveredMessage>? ReceiveDeferred(
        IReadOnlyList<long> sequenceNumbers, ReceiveMode mode, string? sessionId, Func<DeliveredMessage, bool>? fits = null) => Do(now =>
    {
        var found = new List<StoredMessage>(sequenceNumbers.Count);
        foreach (var number in sequenceNumbers.Distinct())
        {
            var isThere = _store.TryGet(number, out var message) && message is { State: MessageState.Deferred, Lock: null };
            if (!isThere || message!.Lane.SessionId != (Settings.RequiresSession ? sessionId : null)) return null;
            found.Add(message);
        }

        var fitting = fits is null ? found : found.TakeWhile(message => fits(message.ToDelivered())).ToList();
        return fitting.ConvertAll(message => Take(message, mode, now));
    });

    /// <summary>Deletes the oldest messages that are neither locked nor deferred.</summary>
    /// <param name="count">The maximum number of messages.</param>
    /// <param name="before">Deletes only messages enqueued before this time.</param>
    /// <param name="sessionId">Deletes only messages of this session; null means all sessions.</param>
    /// <returns>The number of deleted messages.</returns>
    public int Delete(int count, DateTimeOffset before, string? sessionId) => Do(_ =>
    {
        var doomed = _store.From(0)
            .Where(message => message is { State: MessageState.Active, Lock: null } && message.EnqueuedTime < before)
            .Where(message => sessionId is null || message.Lane.SessionId == sessionId)
            .Take(count).ToList();
        doomed.ForEach(message => Complete(message, mayReturn: false));
        return doomed.Count;
    });

    /// <summary>Peeks at messages without locking them.</summary>
    public IReadOnlyList<DeliveredMessage> Peek(long fromSequenceNumber, int count, string? sessionId) => Do(_ =>
        _store.From(fromSequenceNumber)
            .Where(message => sessionId is null || message.Lane.SessionId == sessionId)
            .Take(count).Select(message => message.ToDelivered() with { LockToken = null, LockedUntil = null }).ToList());

    /// <summary>Renews a message lock.</summary>
    /// <returns>The new end time. Null if the lock is lost or the message belongs to a session.</returns>
    public DateTimeOffset? RenewLock(Guid lockToken) => Do<DateTimeOffset?>(now =>
    {
        if (!_store.TryGetLocked(lockToken, out var message) || message.Lane.SessionId is not null) return null;
        var until = now + Settings.LockDuration;
        _store.Lock(message, new MessageLock(lockToken, until));
        return until;
    });

    /// <summary>Frees the memory when the queue is deleted or the process ends. Does not change the disk.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var message in _store.From(0).ToList())
            {
                _store.Remove(message);
                message.Drop();
            }
        }

        _timer.Dispose();
        DeadLetters?.Dispose();
    }

    private long Accept(BrokerMessage message, long? originSequenceNumber, string? source, DateTimeOffset now)
    {
        if (Settings.RequiresSession && message.SessionId is null && DeadLetters is { } deadLetters)
            return deadLetters.AcceptDeadLetter(message.WithProperties(DeadLetter.NoSessionId), originSequenceNumber, Path.Name, _awake);

        var number = _store.NextSequence();
        var stored = new StoredMessage
        {
            SequenceNumber = number,
            EnqueuedSequenceNumber = originSequenceNumber ?? number,
            EnqueuedTime = now,
            ExpiresAt = ExpiryOf(message, now),
            Lane = _onlyLane ?? OpenLane(message.SessionId!),
            Journal = _journal,
            DeadLetterSource = source,
        };
        _activity = _activity with { Enqueued = _activity.Enqueued + 1 };
        WriteNew(stored, message, now);
        return number;
    }

    /// <summary>Adds a dead letter under the source's lock. The source notifies <paramref name="awake"/> after the lock.</summary>
    private long AcceptDeadLetter(BrokerMessage message, long? originSequenceNumber, string source, List<IMessageReceiver> awake)
    {
        lock (_gate)
        {
            var number = Accept(message, originSequenceNumber, source, _time.GetUtcNow());
            awake.AddRange(_awake);
            _awake.Clear();
            return number;
        }
    }

    private DeliveredMessage Take(StoredMessage message, ReceiveMode mode, DateTimeOffset now)
    {
        _activity = _activity with { Delivered = _activity.Delivered + 1 };
        if (mode == ReceiveMode.ReceiveAndDelete)
        {
            var taken = message.ToDelivered();
            Complete(message, mayReturn: false);
            return taken;
        }

        _store.Lock(message, new MessageLock(Guid.NewGuid(), now + Settings.LockDuration));
        return message.ToDelivered();
    }

    /// <param name="message">The completed message.</param>
    /// <param name="mayReturn">Whether the message may return after a power failure.</param>
    private void Complete(StoredMessage message, bool mayReturn)
    {
        Forget(message, mayReturn);
        _activity = _activity with { Completed = _activity.Completed + 1 };
    }

    private void Forget(StoredMessage message, bool mayReturn = false)
    {
        _store.Remove(message);
        _journal.Removed(message.SequenceNumber, mayReturn);
        message.Drop();
        CloseIfForgettable(message.Lane);
    }

    private DateTimeOffset ExpiryOf(BrokerMessage message, DateTimeOffset now)
    {
        // Dead letters keep the sender's time to live, but do not expire.
        if (Path.IsDeadLetter) return DateTimeOffset.MaxValue;
        var life = message.TimeToLive is { } wanted && wanted < Settings.DefaultTimeToLive ? wanted : Settings.DefaultTimeToLive;
        return life < DateTimeOffset.MaxValue - now ? now + life : DateTimeOffset.MaxValue;
    }
}
