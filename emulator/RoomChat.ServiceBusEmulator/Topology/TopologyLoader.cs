using System.Text.Json;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;
using RoomChat.ServiceBusEmulator.Settings;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>Makes the entities of a <see cref="TopologyFile"/>, or gives those that exist the settings of the file.</summary>
internal static class TopologyLoader
{
    /// <summary>Applies a file to a namespace; does nothing without a file. Entities that the file does not name stay as they are.</summary>
    /// <exception cref="EmulatorStartException">The file cannot be read, or says something wrong or unsupported.</exception>
    public static void Apply(string? path, ServiceBusNamespace entities)
    {
        if (string.IsNullOrWhiteSpace(path)) return;
        try
        {
            using var file = File.OpenRead(path);
            var topology = JsonSerializer.Deserialize(file, TopologyJsonContext.Default.TopologyFile);
            foreach (var entry in topology?.UserConfig?.Namespaces ?? []) entities.ChangeAll(() => Apply(entry, entities));
        }
        catch (EntityException exception) when (exception.Fault == EntityFault.Unchangeable)
        {
            throw new EmulatorStartException(
                $"The configuration '{path}' (Emulator__ConfigPath) does not fit what an earlier run left on disk: {exception.Message} "
                + "Delete the entity over the administration API, or the folder of the data (Emulator__DataPath).",
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException or EntityException)
        {
            throw new EmulatorStartException($"The configuration '{path}' (Emulator__ConfigPath) cannot be used: {exception.Message}", exception);
        }
    }

    private static void Apply(TopologyFile.NamespaceEntry entry, ServiceBusNamespace entities)
    {
        var queues = (entry.Queues ?? []).Select(EntryReader.ReadQueue).ToList();
        var topics = (entry.Topics ?? []).Select(EntryReader.ReadTopic).ToList();
        var subscriptions = (entry.Topics ?? []).SelectMany(EntryReader.ReadSubscriptions).ToList();
        CheckDistinct(queues.Select(queue => queue.Name).Concat(topics.Select(topic => topic.Name)));
        CheckDistinct(subscriptions.Select(one => EntityPath.OfSubscription(one.Description.TopicName, one.Description.Name).Name));

        // An entity may forward to one that comes later in the file: first all are made, then they are connected.
        foreach (var queue in queues) CreateMissing(entities, queue);
        foreach (var topic in topics) CreateMissing(entities, topic);
        foreach (var subscription in subscriptions) CreateMissing(entities, subscription);
        foreach (var queue in queues.Where(queue => queue != entities.GetQueue(queue.Name).Description)) entities.Update(queue);
        foreach (var topic in topics.Where(topic => topic != entities.GetTopic(topic.Name).Description)) entities.Update(topic);
        foreach (var (wanted, rules) in subscriptions)
        {
            var subscription = entities.GetSubscription(wanted.TopicName, wanted.Name);
            if (wanted != subscription.Description) entities.Update(wanted);
            foreach (var rule in rules ?? []) Set(subscription, rule);
        }
    }

    private static void CreateMissing(ServiceBusNamespace entities, QueueDescription queue)
    {
        if (!IsThere<Queue>(entities, EntityPath.Of(queue.Name))) entities.Create(queue with { ForwardTo = null, ForwardDeadLetteredMessagesTo = null });
    }

    private static void CreateMissing(ServiceBusNamespace entities, TopicDescription topic)
    {
        if (!IsThere<Topic>(entities, EntityPath.Of(topic.Name))) entities.Create(topic);
    }

    private static void CreateMissing(ServiceBusNamespace entities, SubscriptionEntry subscription)
    {
        var (wanted, rules) = subscription;
        if (IsThere<Subscription>(entities, EntityPath.OfSubscription(wanted.TopicName, wanted.Name))) return;
        entities.Create(wanted with { ForwardTo = null, ForwardDeadLetteredMessagesTo = null }, rules);
    }

    private static bool IsThere<T>(ServiceBusNamespace entities, EntityPath path) where T : IEntity
    {
        if (!entities.TryGetEntity(path, out var entity)) return false;
        return entity is T ? true : throw new EntityException(EntityFault.Unchangeable, $"'{path}' is a {entity.GetType().Name}, not a {typeof(T).Name}.");
    }

    // Rules that came while the emulator ran stay beside those of the file.
    private static void Set(Subscription subscription, SubscriptionRule rule)
    {
        var known = subscription.Rules.FirstOrDefault(other => other.IsNamed(rule.Name));
        if (known is null) subscription.TryAddRule(rule);
        else if (!RuleRecords.IsSame(known, rule)) subscription.TryReplaceRule(rule);
    }

    private static void CheckDistinct(IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            if (!seen.Add(name)) throw new FormatException($"There are two entities named '{name}'.");
        }
    }
}
