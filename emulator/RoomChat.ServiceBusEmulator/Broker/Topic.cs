using System.Diagnostics.CodeAnalysis;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Broker.Routing;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>One copy of every message to each subscription that wants it.</summary>
internal sealed class Topic : IMessageTarget
{
    private readonly DuplicateWindow? _duplicates;
    private readonly Intake _intake;
    private readonly EntityJournal _journal;
    private readonly Subscribers _subscribers = new();
    private readonly TimeProvider _time;
    private volatile TopicDescription _description;
    private long _lastSequence;
    private long _fannedOut;
    private long _ruleEvaluations;

    /// <param name="description">What is wanted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="journal">Makes its messages safe; null keeps them in memory.</param>
    /// <param name="life">The times of a topic that existed before; null begins a new life.</param>
    public Topic(TopicDescription description, TimeProvider time, IJournal? journal = null, EntityLife? life = null)
    {
        _description = description;
        _time = time;
        Path = EntityPath.Of(description.Name);
        Life = life ?? new EntityLife(time);
        _journal = new EntityJournal(journal ?? new MemoryOnly(), Path);
        _lastSequence = _journal.LastSequence;
        _duplicates = description.RequiresDuplicateDetection ? new DuplicateWindow(description.DuplicateDetectionHistoryTimeWindow) : null;
        _intake = new Intake(_duplicates, NextSequence, FanOut, _journal, time);
    }

    public EntityPath Path { get; }

    public EntityLife Life { get; }

    public EntityStatus Status => _description.Status;

    public TimeSpan AutoDeleteOnIdle => _description.AutoDeleteOnIdle;

    /// <summary>None: only subscriptions keep messages.</summary>
    public IReadOnlyList<MessageQueue> Sources => [];

    /// <summary>Only what is scheduled: everything else is with the subscriptions.</summary>
    public EntityCounts Counts => new() { Scheduled = _intake.ScheduledCount };

    /// <summary>Messages offered to the subscriptions since the topic was created or loaded.</summary>
    public long FannedOut => Interlocked.Read(ref _fannedOut);

    /// <summary>
    /// What Service Bus counts for them: each rule that the topic had when a message came, though the index here asks few of them.
    /// </summary>
    public long RuleEvaluations => Interlocked.Read(ref _ruleEvaluations);

    /// <summary>Rules in all of its subscriptions now.</summary>
    public int RuleCount => _subscribers.RuleCount;

    /// <summary>What the topic was last told to be.</summary>
    public TopicDescription Description
    {
        get => _description;
        set
        {
            _description = value;
            if (_duplicates is not null) _duplicates.Window = value.DuplicateDetectionHistoryTimeWindow;
            foreach (var subscription in Subscriptions) subscription.TopicTimeToLive = value.DefaultMessageTimeToLive;
        }
    }

    /// <summary>In the order they were added.</summary>
    public IReadOnlyList<Subscription> Subscriptions => _subscribers.All;

    /// <summary>Adds a subscription, which gets every message from now on; false when the name is taken.</summary>
    public bool Add(Subscription subscription)
    {
        subscription.TopicTimeToLive = _description.DefaultMessageTimeToLive;
        return _subscribers.Add(subscription);
    }

    /// <summary>
    /// Takes a subscription away, which gets nothing more; the caller disposes of it. Null when there is none of that name.
    /// </summary>
    public Subscription? Remove(string name) => _subscribers.Remove(name);

    public bool TryGet(string name, [NotNullWhen(true)] out Subscription? subscription) => _subscribers.TryGet(name, out subscription);

    public EntityRecord ToRecord() => new EntityRecord.OfTopic(_description) { Created = Life.Created, Updated = Life.Updated };

    public SendOutcome Send(IReadOnlyList<BrokerMessage> messages)
    {
        if (this.WhyNotSend() is { } refusal) return refusal;
        Life.Touch();
        _intake.Send(messages);
        return SendOutcome.Accepted;
    }

    public IReadOnlyList<long>? Schedule(IReadOnlyList<BrokerMessage> messages) => _intake.Schedule(messages);

    public bool CancelScheduled(IReadOnlyList<long> sequenceNumbers) => _intake.Cancel(sequenceNumbers);

    public void RestoreScheduled(MessageRecord record) => _intake.Restore(record);

    public void RestoreSeenId(string messageId, DateTimeOffset at) => _intake.RestoreId(messageId, at);

    public void Dispose() => _intake.Dispose();

    private long NextSequence()
    {
        var number = Interlocked.Increment(ref _lastSequence);
        _journal.Numbered(number);
        return number;
    }

    private void FanOut(BrokerMessage message)
    {
        Interlocked.Increment(ref _fannedOut);
        Interlocked.Add(ref _ruleEvaluations, _subscribers.RuleCount);
        _subscribers.Deliver(new Arrival(message, NextSequence(), _time.GetUtcNow()));
    }
}
