using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging.Abstractions;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Holds all entities. Creates, updates and deletes them. Thread-safe: changes are serialized.</summary>
internal sealed partial class ServiceBusNamespace : IDisposable
{
    private readonly Lock _changes = new();
    private readonly EntityDirectory _directory = new();
    private readonly TimeProvider _time;
    private readonly IJournal _journal;
    private readonly IEntityStore? _store;
    private readonly Forwardings _forwardings;

    /// <param name="time">The clock.</param>
    /// <param name="journal">Persists messages; null keeps them only in memory.</param>
    /// <param name="store">Persists descriptions; null keeps them only in memory.</param>
    /// <param name="logger">Logs background failures; null disables logging.</param>
    public ServiceBusNamespace(
        TimeProvider time, IJournal? journal = null, IEntityStore? store = null, ILogger<ServiceBusNamespace>? logger = null)
    {
        _time = time;
        _journal = journal ?? new MemoryOnly();
        _store = store;
        _forwardings = new Forwardings(
            name => TryGetTarget(EntityPath.Of(name), out var target)
                ? target
                : null, _journal, logger ?? NullLogger<ServiceBusNamespace>.Instance);
    }

    /// <summary>All queues that receivers can read, including dead-letter queues.</summary>
    public IEnumerable<MessageQueue> Sources => _directory.Sources;

    /// <summary>Every queue, topic and subscription.</summary>
    public IEnumerable<IEntity> Entities => _directory.Entities;

    /// <summary>Finds a queue or topic.</summary>
    public bool TryGetTarget(EntityPath path, [NotNullWhen(true)] out IMessageTarget? target) => _directory.TryGet(path, out target);

    /// <summary>Finds a queue that receivers can read.</summary>
    public bool TryGetSource(EntityPath path, [NotNullWhen(true)] out MessageQueue? source) => _directory.TryGetSource(path, out source);

    /// <summary>Finds a queue, topic or subscription by its own path or by the path of its dead-letter queue.</summary>
    public bool TryGetEntity(EntityPath path, [NotNullWhen(true)] out IEntity? entity) => _directory.TryGet(path.Owner, out entity);

    /// <summary>Finds a subscription by its whole path.</summary>
    public bool TryGetSubscription(EntityPath path, [NotNullWhen(true)] out Subscription? subscription) =>
        _directory.TryGet(path, out subscription);

    /// <summary>Gets a queue or topic.</summary>
    /// <exception cref="EntityException">There is no queue or topic of that name.</exception>
    public IMessageTarget GetEntity(string name) => _directory.Get<IMessageTarget>(EntityPath.Of(name));

    /// <exception cref="EntityException">There is no such queue.</exception>
    public Queue GetQueue(string name) => _directory.Get<Queue>(EntityPath.Of(name));

    /// <exception cref="EntityException">There is no such topic.</exception>
    public Topic GetTopic(string name) => _directory.Get<Topic>(EntityPath.Of(name));

    /// <exception cref="EntityException">There is no such subscription.</exception>
    public Subscription GetSubscription(string topic, string name) => _directory.Get<Subscription>(EntityPath.OfSubscription(topic, name));

    /// <exception cref="EntityException">A setting is wrong, or the name is taken.</exception>
    public Queue Create(QueueDescription description)
    {
        DescriptionRules.Check(description);
        return Change(() =>
        {
            CheckFree(EntityPath.Of(description.Name));
            CheckTargets(description.ForwardTo, description.ForwardDeadLetteredMessagesTo);
            return Add(new Queue(description, _time, _journal));
        });
    }

    /// <exception cref="EntityException">A setting is wrong, or the name is taken.</exception>
    public Topic Create(TopicDescription description)
    {
        DescriptionRules.Check(description);
        return Change(() =>
        {
            CheckFree(EntityPath.Of(description.Name));
            return Add(new Topic(description, _time, _journal));
        });
    }

    /// <param name="description">The settings of the subscription.</param>
    /// <param name="rules">The initial rules; null means the default rule, which matches every message.</param>
    /// <exception cref="EntityException">A setting is wrong, the topic is missing, or the name is taken.</exception>
    public Subscription Create(SubscriptionDescription description, IReadOnlyList<SubscriptionRule>? rules = null)
    {
        DescriptionRules.Check(description);
        return Change(() =>
        {
            var topic = GetTopic(description.TopicName);
            CheckFree(EntityPath.OfSubscription(description.TopicName, description.Name));
            CheckTargets(description.ForwardTo, description.ForwardDeadLetteredMessagesTo);
            var named = description with { TopicName = topic.Description.Name };
            var subscription = Add(new Subscription(named, rules ?? [SubscriptionRule.Default], _time, _journal));
            topic.Life.Touch();
            return subscription;
        });
    }

    /// <exception cref="EntityException">A setting is wrong or cannot change, or there is no such queue.</exception>
    public Queue Update(QueueDescription description)
    {
        DescriptionRules.Check(description);
        return Update<Queue>(EntityPath.Of(description.Name), queue =>
        {
            DescriptionRules.CheckUpdate(queue.Description, description);
            CheckTargets(description.ForwardTo, description.ForwardDeadLetteredMessagesTo);
            queue.Description = description with { Name = queue.Description.Name };
        });
    }

    /// <exception cref="EntityException">A setting is wrong or cannot change, or there is no such topic.</exception>
    public Topic Update(TopicDescription description)
    {
        DescriptionRules.Check(description);
        return Update<Topic>(EntityPath.Of(description.Name), topic =>
        {
            DescriptionRules.CheckUpdate(topic.Description, description);
            topic.Description = description with { Name = topic.Description.Name };
        });
    }

    /// <exception cref="EntityException">A setting is wrong or cannot change, or there is no such subscription.</exception>
    public Subscription Update(SubscriptionDescription description)
    {
        DescriptionRules.Check(description);
        return Update<Subscription>(EntityPath.OfSubscription(description.TopicName, description.Name), subscription =>
        {
            var now = subscription.Description;
            DescriptionRules.CheckUpdate(now, description);
            CheckTargets(description.ForwardTo, description.ForwardDeadLetteredMessagesTo);
            subscription.Description = description with { TopicName = now.TopicName, Name = now.Name };
        });
    }

    /// <summary>
    /// Deletes a queue, a subscription, or a topic with its subscriptions. Deletes their messages and detaches all attachments.
    /// </summary>
    /// <exception cref="EntityException">There is no such entity.</exception>
    public void Delete(EntityPath path)
    {
        var deleted = Change(() =>
        {
            var entity = _directory.Get<IEntity>(path);
            IReadOnlyList<IEntity> all = entity is Topic topic ? [entity, .. topic.Subscriptions] : [entity];
            if (entity is Subscription subscription) GetTopic(subscription.Description.TopicName).Remove(subscription.Name);
            foreach (var one in all) Remove(one);
            return all;
        });
        foreach (var one in deleted) one.Life.SendAllAway();
    }

    public void Dispose()
    {
        _forwardings.Dispose();
        foreach (var entity in _directory.Entities) entity.Dispose();
    }
}
