using System.Collections.Immutable;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Stores the topic's messages that match at least one rule, for its own receivers. Thread-safe.</summary>
internal sealed class Subscription : IForwardingEntity
{
    private readonly TimeProvider _time;
    private volatile SubscriptionDescription _description;
    private ImmutableArray<SubscriptionRule> _rules = [];

    /// <param name="description">The settings of the subscription.</param>
    /// <param name="rules">
    /// A message is stored if one of them matches; without rules, none is. Of two rules with the same name, the first is used.
    /// </param>
    /// <param name="time">The clock.</param>
    /// <param name="journal">Persists messages; null keeps them only in memory.</param>
    /// <param name="life">The times of a restored subscription; null for a new one.</param>
    public Subscription(
        SubscriptionDescription description, IEnumerable<SubscriptionRule> rules,
        TimeProvider time, IJournal? journal = null, EntityLife? life = null)
    {
        _description = description;
        _time = time;
        Life = life ?? new EntityLife(time);
        Messages = new MessageQueue(
            EntityPath.OfSubscription(description.TopicName, description.Name),
            QueueSettings.Of(description, TopicTimeToLive), time, journal);
        TransferDeadLetters = new MessageQueue(
            Path.TransferDeadLetters, QueueSettings.OfDeadLetters(description.LockDuration), time, journal);
        foreach (var rule in rules) TryAddRule(rule);
    }

    /// <summary>Raised when rules change. Handlers run before the change returns, so the change applies to the next message.</summary>
    public event Action<Subscription>? RulesChanged;

    public string Name => _description.Name;

    public EntityPath Path => Messages.Path;

    public EntityLife Life { get; }

    public EntityStatus Status => _description.Status;

    public TimeSpan AutoDeleteOnIdle => _description.AutoDeleteOnIdle;

    public MessageQueue Messages { get; }

    public MessageQueue TransferDeadLetters { get; }

    public string? ForwardTo => _description.ForwardTo;

    public string? ForwardDeadLettersTo => _description.ForwardDeadLetteredMessagesTo;

    public IReadOnlyList<MessageQueue> Sources => [Messages, Messages.DeadLetters!, TransferDeadLetters];

    public EntityCounts Counts => EntityCounts.Of(this);

    /// <summary>The current description of the subscription.</summary>
    public SubscriptionDescription Description
    {
        get => _description;
        set
        {
            _description = value;
            Messages.Settings = QueueSettings.Of(value, TopicTimeToLive);
        }
    }

    /// <summary>The topic's upper bound of the time to live. Set by the topic.</summary>
    public TimeSpan TopicTimeToLive
    {
        get;
        set
        {
            field = value;
            Messages.Settings = QueueSettings.Of(_description, value);
        }
    } = TimeSpan.MaxValue;

    /// <summary>A snapshot of the rules, in the order they were added.</summary>
    public IReadOnlyList<SubscriptionRule> Rules => _rules;

    /// <summary>Adds a rule; false if the name is taken.</summary>
    public bool TryAddRule(SubscriptionRule rule)
    {
        var dated = rule.CreatedAt is null ? rule with { CreatedAt = _time.GetUtcNow() } : rule;
        return Change(dated, static (all, one) => all.Any(other => other.IsNamed(one.Name)) ? all : all.Add(one));
    }

    /// <summary>Replaces the rule with the same name atomically, between two messages. False if there is none.</summary>
    public bool TryReplaceRule(SubscriptionRule rule)
    {
        var dated = rule.CreatedAt is null ? rule with { CreatedAt = _time.GetUtcNow() } : rule;
        return Change(
            dated, static (all, one) => all.FirstOrDefault(other => other.IsNamed(one.Name)) is { } old ? all.Replace(old, one) : all);
    }

    /// <summary>Removes a rule; false if there is none of that name.</summary>
    public bool TryRemoveRule(string name) => Change(name, static (all, gone) => all.RemoveAll(rule => rule.IsNamed(gone)));

    public EntityRecord ToRecord() => new EntityRecord.OfSubscription(_description, [.. Rules.Select(RuleRecords.ToRecord)])
    {
        Created = Life.Created,
        Updated = Life.Updated,
    };

    /// <summary>Stores a copy of the topic's message, as changed by the matching rule.</summary>
    public void Keep(BrokerMessage copy, long topicSequenceNumber) => Messages.Enqueue(copy, topicSequenceNumber);

    /// <summary>
    /// Dead-letters a message for which a rule failed, if the description enables this. Otherwise the rule counts as not matching.
    /// </summary>
    public void KeepFailed(BrokerMessage message, long topicSequenceNumber, IReadOnlyDictionary<string, object?> reason)
    {
        if (_description.DeadLetteringOnFilterEvaluationExceptions) Messages.EnqueueDeadLetter(message, topicSequenceNumber, reason);
    }

    public void Dispose()
    {
        Messages.Dispose();
        TransferDeadLetters.Dispose();
    }

    private bool Change<T>(T argument, Func<ImmutableArray<SubscriptionRule>, T, ImmutableArray<SubscriptionRule>> change)
    {
        if (!ImmutableInterlocked.Update(ref _rules, change, argument)) return false;
        RulesChanged?.Invoke(this);
        return true;
    }
}
