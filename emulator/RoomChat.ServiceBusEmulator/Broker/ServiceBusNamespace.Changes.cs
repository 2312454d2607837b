using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Applies and persists changes of entities.</summary>
internal sealed partial class ServiceBusNamespace
{
    /// <summary>Applies several changes as one journal change.</summary>
    public void ChangeAll(Action changes) => Change(() =>
    {
        changes();
        return true;
    });

    /// <summary>Runs a change as one journal change. Callers must wait until it is safe before they answer a client.</summary>
    private T Change<T>(Func<T> change)
    {
        using var span = _journal.Begin();
        lock (_changes) return change();
    }

    private void CheckFree(EntityPath path)
    {
        if (_directory.Contains(path)) throw EntityException.AlreadyExists(path.Name);
    }

    private void CheckTargets(string? forwardTo, string? forwardDeadLettersTo)
    {
        CheckTarget(forwardTo, nameof(QueueDescription.ForwardTo));
        CheckTarget(forwardDeadLettersTo, nameof(QueueDescription.ForwardDeadLetteredMessagesTo));
    }

    private void CheckTarget(string? target, string setting)
    {
        if (target is not null && !TryGetTarget(EntityPath.Of(target), out _))
            throw EntityException.Invalid($"Messages cannot be forwarded to '{target}', which does not exist.", setting);
    }

    private T Add<T>(T entity) where T : IEntity
    {
        _store?.Save(entity.ToRecord());
        Publish(entity);
        return entity;
    }

    private T Update<T>(EntityPath path, Action<T> change) where T : class, IEntity
    {
        var updated = Change(() =>
        {
            var entity = _directory.Get<T>(path);
            change(entity);
            entity.Life.TouchDescription();
            _store?.Save(entity.ToRecord());
            if (entity is IForwardingEntity forwarding) _forwardings.Connect(forwarding);
            return entity;
        });
        updated.EnforceStatus();
        return updated;
    }

    private void Publish(IEntity entity)
    {
        _directory.Add(entity);
        if (entity is Subscription subscription)
        {
            GetTopic(subscription.Description.TopicName).Add(subscription);
            subscription.RulesChanged += KeepRules;
        }

        if (entity is IForwardingEntity forwarding) _forwardings.Connect(forwarding);
    }

    /// <summary>
    /// Stops the entity first, then removes it from the store and the journal. Its journal id is never reused, and its messages do not
    /// come back.
    /// </summary>
    private void Remove(IEntity entity)
    {
        entity.Life.End();
        if (entity is IForwardingEntity forwarding) _forwardings.Disconnect(forwarding);
        _directory.Remove(entity);
        entity.Dispose();
        _store?.Remove(entity.Path.Name);
        _journal.Forget(entity.Path);
        foreach (var source in entity.Sources) _journal.Forget(source.Path);
    }
}
