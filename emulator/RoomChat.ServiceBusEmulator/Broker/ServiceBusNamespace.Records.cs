using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker;

/// <summary>Saves and restores entities and their rules across restarts.</summary>
internal sealed partial class ServiceBusNamespace
{
    /// <summary>Recreates the entities of an earlier run. Requires an empty namespace.</summary>
    public void Restore(IEnumerable<EntityRecord> records)
    {
        lock (_changes)
        {
            foreach (var record in records) Restore(record, new EntityLife(_time, record.Created, record.Updated));
        }
    }

    private void Restore(EntityRecord record, EntityLife life)
    {
        switch (record)
        {
            case EntityRecord.OfQueue { Description: var description }:
                Publish(new Queue(description, _time, _journal, life));
                break;
            case EntityRecord.OfTopic { Description: var description }:
                Publish(new Topic(description, _time, _journal, life));
                break;
            case EntityRecord.OfSubscription { Description: var description, Rules: var rules }:
                Publish(
                    new Subscription(description, rules?.Select(RuleRecords.ToRule) ?? [SubscriptionRule.Default], _time, _journal, life));
                break;
        }
    }

    private void KeepRules(Subscription subscription) => Change(() =>
    {
        // The subscription may have been deleted in the meantime.
        if (!TryGetSubscription(subscription.Path, out var current) || current != subscription) return subscription;
        subscription.Life.TouchDescription();
        _store?.Save(subscription.ToRecord());
        return subscription;
    });
}
