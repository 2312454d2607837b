using System.Collections.Immutable;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>A topic's messages that match at least one rule, kept for receivers of their own.</summary>
internal sealed class Subscription : IDisposable
{
    private readonly ImmutableArray<SubscriptionRule> _rules;

    /// <param name="topic">The topic's name.</param>
    /// <param name="name">The subscription's name.</param>
    /// <param name="settings">How its messages are kept.</param>
    /// <param name="rules">A message comes in when one of them matches; without rules none does.</param>
    /// <param name="time">The clock.</param>
    public Subscription(string topic, string name, QueueSettings settings, IEnumerable<SubscriptionRule> rules, TimeProvider time)
    {
        Name = name;
        _rules = [.. rules];
        Messages = new MessageQueue(EntityPath.OfSubscription(topic, name), settings, time);
    }

    public string Name { get; }

    public MessageQueue Messages { get; }

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
}
