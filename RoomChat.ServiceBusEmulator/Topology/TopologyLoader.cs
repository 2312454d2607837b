using System.Text.Json;
using System.Xml;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>Makes the entities of a <see cref="TopologyFile"/>.</summary>
internal static class TopologyLoader
{
    // Defaults that Microsoft's emulator has for what the file leaves out.
    private const int DefaultMaxDeliveryCount = 3;
    private static readonly TimeSpan DefaultLockDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromHours(1);
    private static readonly TimeSpan DefaultDuplicateWindow = TimeSpan.FromSeconds(20);

    /// <summary>A namespace with the entities of a file; empty without a file.</summary>
    /// <exception cref="EmulatorStartException">The file cannot be read, or says something wrong or unsupported.</exception>
    public static ServiceBusNamespace Load(string? path, TimeProvider time)
    {
        var entities = new ServiceBusNamespace();
        if (string.IsNullOrWhiteSpace(path)) return entities;
        try
        {
            using var file = File.OpenRead(path);
            var topology = JsonSerializer.Deserialize(file, TopologyJsonContext.Default.TopologyFile);
            foreach (var entry in topology?.UserConfig?.Namespaces ?? []) Add(entities, entry, time);
            return entities;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new EmulatorStartException($"The configuration '{path}' (Emulator__ConfigPath) cannot be used: {exception.Message}", exception);
        }
    }

    private static void Add(ServiceBusNamespace entities, TopologyFile.NamespaceEntry entry, TimeProvider time)
    {
        foreach (var queue in entry.Queues ?? [])
        {
            var name = Required(queue.Name, "a queue");
            if (!entities.TryAdd(new Queue(name, SettingsOf(name, queue.Properties), DuplicateWindowOf(name, queue.Properties), time)))
                throw new FormatException($"There are two entities named '{name}'.");
        }

        foreach (var topic in entry.Topics ?? [])
        {
            if (!entities.TryAdd(ToTopic(topic, time))) throw new FormatException($"There are two entities named '{topic.Name}'.");
        }
    }

    private static Topic ToTopic(TopologyFile.TopicEntry entry, TimeProvider time)
    {
        var name = Required(entry.Name, "a topic");
        var topic = new Topic(name, DuplicateWindowOf(name, entry.Properties), time);
        var longestLife = DurationOf(name, nameof(entry.Properties.DefaultMessageTimeToLive), entry.Properties?.DefaultMessageTimeToLive, DefaultTimeToLive);
        foreach (var subscription in entry.Subscriptions ?? [])
        {
            var subscriptionName = Required(subscription.Name, $"a subscription of '{name}'");
            var settings = SettingsOf($"{name}/{subscriptionName}", subscription.Properties);
            if (settings.DefaultTimeToLive > longestLife) settings = settings with { DefaultTimeToLive = longestLife };
            var rules = subscription.Rules is { Count: > 0 } given ? given.Select(RuleReader.Read) : [SubscriptionRule.Default];
            topic.Add(new Subscription(name, subscriptionName, settings, rules, time));
        }

        return topic;
    }

    private static QueueSettings SettingsOf(string entity, TopologyFile.EntityProperties? properties)
    {
        properties ??= new TopologyFile.EntityProperties();
        if (!string.IsNullOrEmpty(properties.ForwardTo) || !string.IsNullOrEmpty(properties.ForwardDeadLetteredMessagesTo))
            throw new FormatException($"'{entity}': ForwardTo and ForwardDeadLetteredMessagesTo are not supported.");
        if (properties.MaxDeliveryCount is < 1) throw new FormatException($"'{entity}': MaxDeliveryCount must be at least 1.");
        return new QueueSettings
        {
            LockDuration = DurationOf(entity, nameof(properties.LockDuration), properties.LockDuration, DefaultLockDuration),
            DefaultTimeToLive = DurationOf(entity, nameof(properties.DefaultMessageTimeToLive), properties.DefaultMessageTimeToLive, DefaultTimeToLive),
            MaxDeliveryCount = properties.MaxDeliveryCount ?? DefaultMaxDeliveryCount,
            DeadLetterOnExpiration = properties.DeadLetteringOnMessageExpiration,
            RequiresSession = properties.RequiresSession,
        };
    }

    private static TimeSpan? DuplicateWindowOf(string entity, TopologyFile.EntityProperties? properties) => properties?.RequiresDuplicateDetection is true
        ? DurationOf(entity, nameof(properties.DuplicateDetectionHistoryTimeWindow), properties.DuplicateDetectionHistoryTimeWindow, DefaultDuplicateWindow)
        : null;

    private static TimeSpan DurationOf(string entity, string setting, string? text, TimeSpan fallback)
    {
        if (string.IsNullOrWhiteSpace(text)) return fallback;
        try
        {
            var duration = XmlConvert.ToTimeSpan(text);
            return duration > TimeSpan.Zero ? duration : throw new FormatException("it must be positive");
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new FormatException($"'{entity}': {setting} '{text}' is not an ISO 8601 duration such as PT1M ({exception.Message}).", exception);
        }
    }

    private static string Required(string? name, string what) =>
        string.IsNullOrWhiteSpace(name) ? throw new FormatException($"The name of {what} is missing.") : name;
}
