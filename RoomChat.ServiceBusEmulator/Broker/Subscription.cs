using System.Collections.Immutable;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A topic's messages that match at least one rule, kept for receivers of their own. Safe for any thread.</summary>
internal sealed class Subscription : IDisposable
{
    private readonly TimeProvider _time;
    private ImmutableArray<SubscriptionRule> _rules = [];

    /// <param name="topic">The topic's name.</param>
    /// <param name="name">The subscription's name.</param>
    /// <param name="settings">How its messages are kept.</param>
    /// <param name="rules">A message comes in when one of them matches; without rules none does. Of two with the same name the first counts.</param>
    /// <param name="time">The clock.</param>
    public Subscription(string topic, string name, QueueSettings settings, IEnumerable<SubscriptionRule> rules, TimeProvider time)
    {
        Name = name;
        _time = time;
        Messages = new MessageQueue(EntityPath.OfSubscription(topic, name), settings, time);
        foreach (var rule in rules) TryAddRule(rule);
    }

    /// <summary>A rule came or went. Runs before the change is answered, so that it holds for the next message.</summary>
    public event Action<Subscription>? RulesChanged;

    public string Name { get; }

    public MessageQueue Messages { get; }

    /// <summary>The rules in the order they were added, as they are at this moment.</summary>
    public IReadOnlyList<SubscriptionRule> Rules => _rules;

    /// <summary>Adds a rule; false when the name is taken.</summary>
    public bool TryAddRule(SubscriptionRule rule)
    {
        var dated = rule.CreatedAt is null ? rule with { CreatedAt = _time.GetUtcNow() } : rule;
        return Change(dated, static (all, one) => all.Any(other => other.IsNamed(one.Name)) ? all : all.Add(one));
    }

    /// <summary>Removes a rule; false when there is none of that name.</summary>
    public bool TryRemoveRule(string name) => Change(name, static (all, gone) => all.RemoveAll(rule => rule.IsNamed(gone)));

    /// <summary>Keeps a copy of the topic's message if a rule matches; one copy, however many match.</summary>
    public void Offer(BrokerMessage message, long topicSequenceNumber)
    {
        foreach (var rule in _rules)
        {
            if (!rule.Filter.Matches(message)) continue;
            Messages.Enqueue(message, topicSequenceNumber);
            return;
        }
    }

    public void Dispose() => Messages.Dispose();

    private bool Change<T>(T argument, Func<ImmutableArray<SubscriptionRule>, T, ImmutableArray<SubscriptionRule>> change)
    {
        if (!ImmutableInterlocked.Update(ref _rules, change, argument)) return false;
        RulesChanged?.Invoke(this);
        return true;
    }
}
