using System.Diagnostics.CodeAnalysis;
using RoomChat.ServiceBusEmulator.Broker.Journal;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>
/// Where messages wait for receivers: the inside of a queue, of a subscription and of their dead letters. Applies the rules of locks,
/// delivery counts, expiry and sessions to what the <see cref="MessageStore"/> keeps, and writes what must outlive the process to the
/// journal; locks do not. Safe for any thread.
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

    /// <summary>Can be replaced in use, but for the need of sessions. Locks and times that were given stay.</summary>
    public QueueSettings Settings
    {
        get => _settings;
        set
        {
            _settings = value;
            if (DeadLetters is { } deadLetters) deadLetters.Settings = deadLetters.Settings with { LockDuration = value.LockDuration };
        }
    }

    /// <summary>Null for dead letters themselves.</summary>
    public MessageQueue? DeadLetters { get; }

    /// <summary>What was done and what is kept, for telemetry.</summary>
    public QueueActivity Activity =>
        Do(_ => _activity with { Kept = _store.Count, Locked = _store.LockedCount, Deferred = _store.DeferredCount, Size = _store.Size });

    /// <summary>Takes a message in.</summary>
    /// <param name="message">The message.</param>
    /// <param name="originSequenceNumber">The number that a topic gave it; null when this is the first entity.</param>
    /// <returns>The message's number here.</returns>
    public long Enqueue(BrokerMessage message, long? originSequenceNumber = null) => Do(now =>
        Accept(message, message.Transfer?.OriginSequenceNumber ?? originSequenceNumber, message.Transfer?.DeadLetterSource, now));

    /// <summary>Takes a message in that is a dead letter from the start.</summary>
    public void EnqueueDeadLetter(BrokerMessage message, long? originSequenceNumber, IReadOnlyDictionary<string, object?> reason) => Do(_ =>
    {
        var letters = DeadLetters ?? throw new InvalidOperationException("Dead letters have no dead letters.");
        _activity = _activity with { DeadLettered = _activity.DeadLettered + 1 };
        letters.AcceptDeadLetter(message.WithProperties(reason), originSequenceNumber, Path.Name, _awake);
    });

    /// <summary>Numbers what is scheduled; the number is good for cancelling and is never used again.</summary>
    public long ReserveSequenceNumber() => Do(_ =>
    {
        var number = _store.NextSequence();
        _journal.Numbered(number);
        return number;
    });

    /// <summary>Receives the oldest message, or remembers the receiver and tells it when there is one.</summary>
    /// <param name="session">The caller's session; null on an entity without sessions.</param>
    /// <param name="mode">Whether to lock or to remove it.</param>
    /// <param name="receiver">Who waits if there is nothing; null does not wait.</param>
    /// <param name="delivered">The message.</param>
    /// <param name="fits">Looks at the message before it is locked or removed; when it says no, the message stays. Null takes any.</param>
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

    /// <summary>The receiver no longer wants to be told.</summary>
    public void StopWaiting(SessionLock? session, IMessageReceiver receiver) => Do(_ => LaneOf(session)?.StopWaiting(receiver));

    /// <summary>Receives set-aside messages by their numbers.</summary>
    /// <param name="sequenceNumbers">The numbers.</param>
    /// <param name="mode">Whether to lock or to remove the messages.</param>
    /// <param name="sessionId">The caller's session; null on an entity without sessions.</param>
    /// <param name="fits">Looks at each message before it is locked or removed; the first that does not fit stays, and the rest.</param>
    /// <returns>The messages, or null when one of them is not there, is locked, or belongs to another session.</returns>
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

    /// <summary>Deletes the oldest messages that nobody has locked and that are not set aside.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="before">Only those that came before this moment.</param>
    /// <param name="sessionId">Only those of this session; null takes all.</param>
    /// <returns>How many there were.</returns>
    public int Delete(int count, DateTimeOffset before, string? sessionId) => Do(_ =>
    {
        var doomed = _store.From(0)
            .Where(message => message is { State: MessageState.Active, Lock: null } && message.EnqueuedTime < before)
            .Where(message => sessionId is null || message.Lane.SessionId == sessionId)
            .Take(count).ToList();
        doomed.ForEach(message => Complete(message, mayReturn: false));
        return doomed.Count;
    });

    /// <summary>Looks at messages without locking them.</summary>
    public IReadOnlyList<DeliveredMessage> Peek(long fromSequenceNumber, int count, string? sessionId) => Do(_ =>
        _store.From(fromSequenceNumber)
            .Where(message => sessionId is null || message.Lane.SessionId == sessionId)
            .Take(count).Select(message => message.ToDelivered() with { LockToken = null, LockedUntil = null }).ToList());

    /// <summary>Starts a message's lock anew.</summary>
    /// <returns>Until when it lasts, or null when it is lost.</returns>
    public DateTimeOffset? RenewLock(Guid lockToken) => Do<DateTimeOffset?>(now =>
    {
        if (!_store.TryGetLocked(lockToken, out var message) || message.Lane.SessionId is not null) return null;
        var until = now + Settings.LockDuration;
        _store.Lock(message, new MessageLock(lockToken, until));
        return until;
    });

    /// <summary>Frees the memory: the queue was deleted, or the process ends. The disk is not touched.</summary>
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

    /// <summary>Takes a dead letter in while the source's lock is held; whom to wake is the source's to do, after its lock.</summary>
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

    /// <param name="message">Done with.</param>
    /// <param name="mayReturn">Whether a power cut may bring it back.</param>
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
        // Dead letters show the life that their senders gave them, and do not expire.
        if (Path.IsDeadLetter) return DateTimeOffset.MaxValue;
        var life = message.TimeToLive is { } wanted && wanted < Settings.DefaultTimeToLive ? wanted : Settings.DefaultTimeToLive;
        return life < DateTimeOffset.MaxValue - now ? now + life : DateTimeOffset.MaxValue;
    }
}
