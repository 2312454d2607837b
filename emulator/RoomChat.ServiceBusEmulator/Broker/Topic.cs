using System.Diagnostics.CodeAnalysis;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Broker.Routing;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A topic: delivers copies of each message to the subscriptions whose rules match.</summary>
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

    /// <param name="description">The settings of the topic.</param>
    /// <param name="time">The clock.</param>
    /// <param name="journal">Persists messages; null keeps them only in memory.</param>
    /// <param name="life">The times of a restored topic; null for a new topic.</param>
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

    /// <summary>Empty: only subscriptions store messages.</summary>
    public IReadOnlyList<MessageQueue> Sources => [];

    /// <summary>Only scheduled messages. Subscriptions hold all others.</summary>
    public EntityCounts Counts => new() { Scheduled = _intake.ScheduledCount };

    /// <summary>Messages offered to the subscriptions since the topic was created or loaded.</summary>
    public long FannedOut => Interlocked.Read(ref _fannedOut);

    /// <summary>
    /// Rule evaluations as Service Bus counts them: all rules of the topic, per message. The index here evaluates only a few of them.
    /// </summary>
    public long RuleEvaluations => Interlocked.Read(ref _ruleEvaluations);

    /// <summary>The current number of rules in all subscriptions.</summary>
    public int RuleCount => _subscribers.RuleCount;

    /// <summary>The current description of the topic.</summary>
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

    /// <summary>Adds a subscription to the fan-out of all later messages. False if the name is taken.</summary>
    public bool Add(Subscription subscription)
    {
        subscription.TopicTimeToLive = _description.DefaultMessageTimeToLive;
        return _subscribers.Add(subscription);
    }

    /// <summary>
    /// Removes a subscription from the fan-out. The caller must dispose it. Null if there is none of that name.
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
