using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>All entities, found by their paths. Safe for any thread.</summary>
internal sealed class ServiceBusNamespace : IDisposable
{
    private readonly ConcurrentDictionary<EntityPath, IMessageTarget> _targets = new();
    private readonly ConcurrentDictionary<EntityPath, MessageQueue> _sources = new();

    /// <summary>Adds a queue; false when the name is taken.</summary>
    public bool TryAdd(Queue queue)
    {
        if (!_targets.TryAdd(queue.Path, queue)) return false;
        AddSource(queue.Messages);
        return true;
    }

    /// <summary>Adds a topic with its subscriptions; false when the name is taken.</summary>
    public bool TryAdd(Topic topic)
    {
        if (!_targets.TryAdd(topic.Path, topic)) return false;
        foreach (var subscription in topic.Subscriptions) AddSource(subscription.Messages);
        return true;
    }

    /// <summary>Finds what can be sent to.</summary>
    public bool TryGetTarget(EntityPath path, [NotNullWhen(true)] out IMessageTarget? target) => _targets.TryGetValue(path, out target);

    /// <summary>Finds what can be received from.</summary>
    public bool TryGetSource(EntityPath path, [NotNullWhen(true)] out MessageQueue? source) => _sources.TryGetValue(path, out source);

    /// <summary>Finds a subscription by its whole path.</summary>
    public bool TryGetSubscription(EntityPath path, [NotNullWhen(true)] out Subscription? subscription)
    {
        subscription = null;
        return path.TrySplit(out var topic, out var name)
            && TryGetTarget(topic, out var target)
            && (target as Topic)?.TryGet(name, out subscription) is true;
    }

    /// <summary>Everything that can be received from, dead letters included.</summary>
    public IEnumerable<MessageQueue> Sources => _sources.Values;

    public void Dispose()
    {
        foreach (var target in _targets.Values) target.Dispose();
    }

    private void AddSource(MessageQueue messages)
    {
        _sources[messages.Path] = messages;
        if (messages.DeadLetters is { } deadLetters) _sources[deadLetters.Path] = deadLetters;
    }
}
