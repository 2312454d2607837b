using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>
/// Applies a Config.json of Microsoft's emulator: creates missing entities, and updates existing ones to the settings of the file.
/// </summary>
internal static class TopologyLoader
{
    /// <summary>
    /// Applies a file to a namespace. Does nothing if the path is empty. Entities that are not in the file stay unchanged.
    /// </summary>
    /// <exception cref="EmulatorStartException">The file cannot be read, or has a wrong or unknown value; the message has the
    /// place.</exception>
    public static void Apply(string? path, ServiceBusNamespace entities)
    {
        if (string.IsNullOrWhiteSpace(path)) return;
        try
        {
            var topology = TopologyReader.Read(ConfigParser.Parse(File.ReadAllBytes(path)));
            entities.ChangeAll(() => Apply(topology, entities));
        }
        catch (EntityException exception) when (exception.Fault == EntityFault.Unchangeable)
        {
            throw new EmulatorStartException(
                $"The configuration '{path}' (Emulator__ConfigPath) does not fit what an earlier run left on disk: {exception.Message} "
                + "Delete the entity over the administration API, or the folder of the data (Emulator__DataPath).",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or EntityException)
        {
            throw new EmulatorStartException(
                $"The configuration '{path}' (Emulator__ConfigPath) cannot be used: {exception.Message}", exception);
        }
    }

    // An entity may forward to a later one in the file. So all are created first and connected after that.
    private static void Apply(NamespaceEntries topology, ServiceBusNamespace entities)
    {
        foreach (var queue in topology.Queues) queue.Entry.Locate(() => CreateMissing(entities, queue.Description));
        foreach (var topic in topology.Topics) topic.Entry.Locate(() => CreateMissing(entities, topic.Description));
        foreach (var subscription in topology.Subscriptions) subscription.Entry.Locate(() => CreateMissing(entities, subscription));
        foreach (var queue in topology.Queues.Where(queue => queue.Description != entities.GetQueue(queue.Description.Name).Description))
            queue.Entry.Locate(() => entities.Update(queue.Description));
        foreach (var topic in topology.Topics.Where(topic => topic.Description != entities.GetTopic(topic.Description.Name).Description))
            topic.Entry.Locate(() => entities.Update(topic.Description));
        foreach (var subscription in topology.Subscriptions) Update(entities, subscription);
    }

    private static void Update(ServiceBusNamespace entities, TopologyEntry<SubscriptionDescription> subscription)
    {
        var wanted = subscription.Description;
        var now = entities.GetSubscription(wanted.TopicName, wanted.Name);
        if (wanted != now.Description) subscription.Entry.Locate(() => entities.Update(wanted));
        foreach (var rule in subscription.Rules ?? []) Set(now, rule);
    }

    private static void CreateMissing(ServiceBusNamespace entities, QueueDescription queue)
    {
        if (!IsThere<Queue>(entities, EntityPath.Of(queue.Name)))
            entities.Create(queue with { ForwardTo = null, ForwardDeadLetteredMessagesTo = null });
    }

    private static void CreateMissing(ServiceBusNamespace entities, TopicDescription topic)
    {
        if (!IsThere<Topic>(entities, EntityPath.Of(topic.Name))) entities.Create(topic);
    }

    private static void CreateMissing(ServiceBusNamespace entities, TopologyEntry<SubscriptionDescription> subscription)
    {
        var wanted = subscription.Description;
        if (IsThere<Subscription>(entities, EntityPath.OfSubscription(wanted.TopicName, wanted.Name))) return;
        entities.Create(wanted with { ForwardTo = null, ForwardDeadLetteredMessagesTo = null }, subscription.Rules);
    }

    private static bool IsThere<T>(ServiceBusNamespace entities, EntityPath path) where T : IEntity
    {
        if (!entities.TryGetEntity(path, out var entity)) return false;
        return entity is T
            ? true
            : throw new EntityException(EntityFault.Unchangeable, $"'{path}' is a {entity.GetType().Name}, not a {typeof(T).Name}.");
    }

    // Keeps rules that clients added while the emulator ran, next to those of the file.
    private static void Set(Subscription subscription, SubscriptionRule rule)
    {
        var known = subscription.Rules.FirstOrDefault(other => other.IsNamed(rule.Name));
        if (known is null) subscription.TryAddRule(rule);
        else if (!RuleRecords.IsSame(known, rule)) subscription.TryReplaceRule(rule);
    }
}
