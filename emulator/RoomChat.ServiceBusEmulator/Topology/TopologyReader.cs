using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>Reads a Config.json of Microsoft's emulator. An unknown member is an error, because it would have no effect.</summary>
internal static class TopologyReader
{
    private const string UserConfig = "UserConfig";
    private const string Namespaces = "Namespaces";
    private static readonly string[] LogTypes = ["File", "Console", "File,Console", "Console,File"];

    /// <exception cref="FormatException">A value is missing, unknown or wrong; the message has the problem and its place.</exception>
    public static NamespaceEntries Read(ConfigNode root)
    {
        var file = new ConfigObject(root, owner: null, [UserConfig, "$schema"]);
        var config = file.Object(UserConfig, [Namespaces, "Logging"])
            ?? throw root.Wrong($"{UserConfig} is missing: it has {Namespaces}, and in it the entities");
        CheckLogging(config);
        var node = config.Find(Namespaces) ?? throw config.Node.Wrong($"{Namespaces} is missing: it has the entities");
        var namespaces = config.List(Namespaces);
        if (namespaces.Count != 1) throw node.Wrong($"{Namespaces} must have one namespace, but has {namespaces.Count}");
        return ReadNamespace(namespaces[0]);
    }

    private static NamespaceEntries ReadNamespace(ConfigNode node)
    {
        var entries = new ConfigObject(node, owner: null, ["Name", "Queues", "Topics"]);
        _ = entries.Text("Name");
        var queues = entries.List("Queues").Select(EntryReader.ReadQueue).ToList();
        var topics = entries.List("Topics").Select(EntryReader.ReadTopic).ToList();
        var subscriptions = topics.SelectMany(SubscriptionsOf).ToList();
        var names = queues.Select(one => (one.Description.Name, one.Entry)).Concat(topics.Select(one => (one.Description.Name, one.Entry)));
        CheckDistinct(names);
        CheckDistinct(subscriptions.Select(one => (PathOf(one.Description), one.Entry)));
        return new NamespaceEntries(queues, topics, subscriptions);
    }

    private static string PathOf(SubscriptionDescription subscription) =>
        EntityPath.OfSubscription(subscription.TopicName, subscription.Name).Name;

    private static IEnumerable<TopologyEntry<SubscriptionDescription>> SubscriptionsOf(TopologyEntry<TopicDescription> topic) =>
        topic.Entry.Children.Select(child => EntryReader.ReadSubscription(topic.Description.Name, child));

    private static void CheckLogging(ConfigObject config)
    {
        if (config.Object("Logging", ["Type"]) is not { } logging || logging.Text("Type") is not { } type) return;
        if (!LogTypes.Contains(type, StringComparer.OrdinalIgnoreCase))
            throw logging.Wrong(logging.Find("Type")!, $"the Type '{type}' of Logging is none of {string.Join("; ", LogTypes)}");
    }

    private static void CheckDistinct(IEnumerable<(string Name, ConfigEntry Entry)> entities)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, entry) in entities)
        {
            if (!seen.Add(name)) throw entry.Wrong($"There are two entities named '{name}'");
        }
    }
}
