using System.Diagnostics.CodeAnalysis;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Broker.Journal;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>All entities, and every way to make, change and delete them. Safe for any thread: changes come one at a time.</summary>
/// <param name="time">The clock.</param>
/// <param name="journal">Makes messages safe; null keeps them in memory.</param>
/// <param name="store">Where descriptions outlive the process; null forgets them.</param>
internal sealed class ServiceBusNamespace(TimeProvider time, IJournal? journal = null, IEntityStore? store = null) : IDisposable
{
    private readonly Lock _changes = new();
    private readonly EntityDirectory _directory = new();

    /// <summary>Everything that can be received from, dead letters included.</summary>
    public IEnumerable<MessageQueue> Sources => _directory.Sources;

    /// <summary>Every queue, topic and subscription.</summary>
    public IEnumerable<IEntity> Entities => _directory.Entities;

    /// <summary>Finds what can be sent to.</summary>
    public bool TryGetTarget(EntityPath path, [NotNullWhen(true)] out IMessageTarget? target) => _directory.TryGet(path, out target);

    /// <summary>Finds what can be received from.</summary>
    public bool TryGetSource(EntityPath path, [NotNullWhen(true)] out MessageQueue? source) => _directory.TryGetSource(path, out source);

    /// <summary>Finds a queue, topic or subscription by its own path or by that of its dead letters.</summary>
    public bool TryGetEntity(EntityPath path, [NotNullWhen(true)] out IEntity? entity) => _directory.TryGet(path.Owner, out entity);

    /// <summary>Finds a subscription by its whole path.</summary>
    public bool TryGetSubscription(EntityPath path, [NotNullWhen(true)] out Subscription? subscription) => _directory.TryGet(path, out subscription);

    /// <summary>Gets a queue or topic.</summary>
    /// <exception cref="EntityException">There is none of that name.</exception>
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
        lock (_changes)
        {
            CheckFree(EntityPath.Of(description.Name));
            CheckTargets(description.ForwardTo, description.ForwardDeadLetteredMessagesTo);
            return Add(new Queue(description, time, journal));
        }
    }

    /// <exception cref="EntityException">A setting is wrong, or the name is taken.</exception>
    public Topic Create(TopicDescription description)
    {
        DescriptionRules.Check(description);
        lock (_changes)
        {
            CheckFree(EntityPath.Of(description.Name));
            return Add(new Topic(description, time, journal));
        }
    }

    /// <param name="description">What is wanted.</param>
    /// <param name="rules">Its first rules; null is the one that lets everything in.</param>
    /// <exception cref="EntityException">A setting is wrong, the topic is missing, or the name is taken.</exception>
    public Subscription Create(SubscriptionDescription description, IReadOnlyList<SubscriptionRule>? rules = null)
    {
        DescriptionRules.Check(description);
        lock (_changes)
        {
            var topic = GetTopic(description.TopicName);
            CheckFree(EntityPath.OfSubscription(description.TopicName, description.Name));
            CheckTargets(description.ForwardTo, description.ForwardDeadLetteredMessagesTo);
            var named = description with { TopicName = topic.Description.Name };
            var subscription = Add(new Subscription(named, rules ?? [SubscriptionRule.Default], time, journal));
            topic.Add(subscription);
            topic.Life.Touch();
            return subscription;
        }
    }

    /// <exception cref="EntityException">A setting is wrong or cannot change, or there is no such queue.</exception>
    public Queue Update(QueueDescription description)
    {
        DescriptionRules.Check(description);
        Queue queue;
        lock (_changes)
        {
            queue = GetQueue(description.Name);
            DescriptionRules.CheckUpdate(queue.Description, description);
            CheckTargets(description.ForwardTo, description.ForwardDeadLetteredMessagesTo);
            queue.Description = description with { Name = queue.Description.Name };
            Changed(queue);
        }

        queue.EnforceStatus();
        return queue;
    }

    /// <exception cref="EntityException">A setting is wrong or cannot change, or there is no such topic.</exception>
    public Topic Update(TopicDescription description)
    {
        DescriptionRules.Check(description);
        Topic topic;
        lock (_changes)
        {
            topic = GetTopic(description.Name);
            DescriptionRules.CheckUpdate(topic.Description, description);
            topic.Description = description with { Name = topic.Description.Name };
            Changed(topic);
        }

        topic.EnforceStatus();
        return topic;
    }

    /// <exception cref="EntityException">A setting is wrong or cannot change, or there is no such subscription.</exception>
    public Subscription Update(SubscriptionDescription description)
    {
        DescriptionRules.Check(description);
        Subscription subscription;
        lock (_changes)
        {
            subscription = GetSubscription(description.TopicName, description.Name);
            var now = subscription.Description;
            DescriptionRules.CheckUpdate(now, description);
            CheckTargets(description.ForwardTo, description.ForwardDeadLetteredMessagesTo);
            subscription.Description = description with { TopicName = now.TopicName, Name = now.Name };
            Changed(subscription);
        }

        subscription.EnforceStatus();
        return subscription;
    }

    /// <summary>Deletes a queue, a subscription, or a topic with its subscriptions. Messages are gone, and whoever is attached is sent away.</summary>
    /// <exception cref="EntityException">There is no such entity.</exception>
    public void Delete(EntityPath path)
    {
        var deleted = new List<IEntity>();
        lock (_changes)
        {
            var entity = _directory.Get<IEntity>(path);
            deleted.Add(entity);
            if (entity is Topic topic) deleted.AddRange(topic.Subscriptions);
            if (entity is Subscription subscription) GetTopic(subscription.Description.TopicName).Remove(subscription.Name);
            foreach (var one in deleted)
            {
                store?.Remove(one.Path.Name);
                Forget(one);
                _directory.Remove(one);
            }
        }

        foreach (var one in deleted)
        {
            one.Life.End();
            one.Dispose();
        }
    }

    /// <summary>Makes the entities of an earlier run again. Only for an empty namespace.</summary>
    public void Restore(IEnumerable<EntityRecord> records)
    {
        lock (_changes)
        {
            foreach (var record in records) Restore(record, new EntityLife(time, record.Created, record.Updated));
        }
    }

    public void Dispose()
    {
        foreach (var entity in _directory.Entities) entity.Dispose();
    }

    private void Restore(EntityRecord record, EntityLife life)
    {
        switch (record)
        {
            case EntityRecord.OfQueue { Description: var description }:
                _directory.Add(new Queue(description, time, journal, life));
                break;
            case EntityRecord.OfTopic { Description: var description }:
                _directory.Add(new Topic(description, time, journal, life));
                break;
            case EntityRecord.OfSubscription { Description: var description }:
                var subscription = new Subscription(description, [SubscriptionRule.Default], time, journal, life);
                _directory.Add(subscription);
                GetTopic(description.TopicName).Add(subscription);
                break;
        }
    }

    /// <summary>The numbers of what is deleted are never used again, and its messages do not come back.</summary>
    private void Forget(IEntity entity)
    {
        if (journal is null) return;
        journal.Forget(entity.Path);
        foreach (var source in entity.Sources) journal.Forget(source.Path);
    }

    private void CheckFree(EntityPath path)
    {
        if (_directory.Contains(path)) throw EntityException.AlreadyExists(path.Name);
    }

    private void CheckTargets(params ReadOnlySpan<string?> targets)
    {
        foreach (var target in targets)
        {
            if (target is not null && !TryGetTarget(EntityPath.Of(target), out _))
                throw EntityException.Invalid($"Messages cannot be forwarded to '{target}', which does not exist.");
        }
    }

    private T Add<T>(T entity) where T : IEntity
    {
        store?.Save(entity.ToRecord());
        _directory.Add(entity);
        return entity;
    }

    private void Changed(IEntity entity)
    {
        entity.Life.TouchDescription();
        store?.Save(entity.ToRecord());
    }
}
