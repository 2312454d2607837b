using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>Reads descriptions of entities from the file. Each kind has its own settings.</summary>
internal static class EntryReader
{
    // The defaults of Microsoft's emulator for settings that the file leaves out.
    private const int DefaultMaxDeliveryCount = 3;
    private static readonly TimeSpan DefaultLockDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromHours(1);
    private static readonly TimeSpan DefaultDuplicateWindow = TimeSpan.FromSeconds(20);

    private static readonly string[] QueueSettings =
    [
        nameof(QueueDescription.DeadLetteringOnMessageExpiration), nameof(QueueDescription.DefaultMessageTimeToLive),
        nameof(QueueDescription.DuplicateDetectionHistoryTimeWindow), nameof(QueueDescription.ForwardDeadLetteredMessagesTo),
        nameof(QueueDescription.ForwardTo), nameof(QueueDescription.LockDuration), nameof(QueueDescription.MaxDeliveryCount),
        nameof(QueueDescription.RequiresDuplicateDetection), nameof(QueueDescription.RequiresSession),
        nameof(QueueDescription.AutoDeleteOnIdle), nameof(QueueDescription.Status), nameof(QueueDescription.UserMetadata),
    ];

    private static readonly string[] TopicSettings =
    [
        nameof(TopicDescription.DefaultMessageTimeToLive), nameof(TopicDescription.DuplicateDetectionHistoryTimeWindow),
        nameof(TopicDescription.RequiresDuplicateDetection), nameof(TopicDescription.AutoDeleteOnIdle), nameof(TopicDescription.Status),
        nameof(TopicDescription.UserMetadata),
    ];

    private static readonly string[] SubscriptionSettings =
    [
        nameof(SubscriptionDescription.DeadLetteringOnMessageExpiration), nameof(SubscriptionDescription.DefaultMessageTimeToLive),
        nameof(SubscriptionDescription.LockDuration), nameof(SubscriptionDescription.MaxDeliveryCount),
        nameof(SubscriptionDescription.ForwardDeadLetteredMessagesTo), nameof(SubscriptionDescription.ForwardTo),
        nameof(SubscriptionDescription.RequiresSession), nameof(SubscriptionDescription.AutoDeleteOnIdle),
        nameof(SubscriptionDescription.DeadLetteringOnFilterEvaluationExceptions), nameof(SubscriptionDescription.Status),
        nameof(SubscriptionDescription.UserMetadata),
    ];

    /// <exception cref="FormatException">A value cannot be read; the message has the problem and its place.</exception>
    public static TopologyEntry<QueueDescription> ReadQueue(ConfigNode node)
    {
        var entry = new ConfigEntry(node, "a queue", above: null, QueueSettings);
        var queue = new QueueDescription(entry.Name);
        var said = entry.Said ?? Nothing(node);
        queue = queue with
        {
            LockDuration = said.Duration(nameof(queue.LockDuration), DefaultLockDuration),
            RequiresDuplicateDetection = said.Flag(nameof(queue.RequiresDuplicateDetection)),
            RequiresSession = said.Flag(nameof(queue.RequiresSession)),
            DefaultMessageTimeToLive = said.Duration(nameof(queue.DefaultMessageTimeToLive), DefaultTimeToLive),
            DeadLetteringOnMessageExpiration = said.Flag(nameof(queue.DeadLetteringOnMessageExpiration)),
            DuplicateDetectionHistoryTimeWindow = said.Duration(nameof(queue.DuplicateDetectionHistoryTimeWindow), DefaultDuplicateWindow),
            MaxDeliveryCount = said.Number(nameof(queue.MaxDeliveryCount), DefaultMaxDeliveryCount),
            Status = Status(said),
            ForwardTo = NullIfEmpty(said.Text(nameof(queue.ForwardTo))),
            UserMetadata = said.Text(nameof(queue.UserMetadata)),
            AutoDeleteOnIdle = said.Duration(nameof(queue.AutoDeleteOnIdle), TimeSpan.MaxValue),
            ForwardDeadLetteredMessagesTo = NullIfEmpty(said.Text(nameof(queue.ForwardDeadLetteredMessagesTo))),
        };
        entry.Locate(() => DescriptionRules.Check(queue));
        return new TopologyEntry<QueueDescription>(queue, entry);
    }

    /// <exception cref="FormatException">A value cannot be read; the message has the problem and its place.</exception>
    public static TopologyEntry<TopicDescription> ReadTopic(ConfigNode node)
    {
        var entry = new ConfigEntry(node, "a topic", above: null, TopicSettings, children: "Subscriptions");
        var topic = new TopicDescription(entry.Name);
        var said = entry.Said ?? Nothing(node);
        topic = topic with
        {
            DefaultMessageTimeToLive = said.Duration(nameof(topic.DefaultMessageTimeToLive), DefaultTimeToLive),
            RequiresDuplicateDetection = said.Flag(nameof(topic.RequiresDuplicateDetection)),
            DuplicateDetectionHistoryTimeWindow = said.Duration(nameof(topic.DuplicateDetectionHistoryTimeWindow), DefaultDuplicateWindow),
            Status = Status(said),
            UserMetadata = said.Text(nameof(topic.UserMetadata)),
            AutoDeleteOnIdle = said.Duration(nameof(topic.AutoDeleteOnIdle), TimeSpan.MaxValue),
        };
        entry.Locate(() => DescriptionRules.Check(topic));
        return new TopologyEntry<TopicDescription>(topic, entry);
    }

    /// <exception cref="FormatException">A value cannot be read; the message has the problem and its place.</exception>
    public static TopologyEntry<SubscriptionDescription> ReadSubscription(string topic, ConfigNode node)
    {
        var entry = new ConfigEntry(node, $"a subscription of '{topic}'", topic, SubscriptionSettings, children: "Rules");
        var subscription = new SubscriptionDescription(topic, entry.Name);
        var said = entry.Said ?? Nothing(node);
        subscription = subscription with
        {
            LockDuration = said.Duration(nameof(subscription.LockDuration), DefaultLockDuration),
            RequiresSession = said.Flag(nameof(subscription.RequiresSession)),
            DefaultMessageTimeToLive = said.Duration(nameof(subscription.DefaultMessageTimeToLive), DefaultTimeToLive),
            DeadLetteringOnMessageExpiration = said.Flag(nameof(subscription.DeadLetteringOnMessageExpiration)),
            DeadLetteringOnFilterEvaluationExceptions =
                said.Flag(nameof(subscription.DeadLetteringOnFilterEvaluationExceptions), fallback: true),
            MaxDeliveryCount = said.Number(nameof(subscription.MaxDeliveryCount), DefaultMaxDeliveryCount),
            Status = Status(said),
            ForwardTo = NullIfEmpty(said.Text(nameof(subscription.ForwardTo))),
            UserMetadata = said.Text(nameof(subscription.UserMetadata)),
            ForwardDeadLetteredMessagesTo = NullIfEmpty(said.Text(nameof(subscription.ForwardDeadLetteredMessagesTo))),
            AutoDeleteOnIdle = said.Duration(nameof(subscription.AutoDeleteOnIdle), TimeSpan.MaxValue),
        };
        entry.Locate(() => DescriptionRules.Check(subscription));
        return new TopologyEntry<SubscriptionDescription>(subscription, entry)
        {
            Rules = entry.Children is { Count: > 0 } rules ? RuleReader.ReadAll(rules) : null,
        };
    }

    private static EntityStatus Status(ConfigObject said)
    {
        const string Name = "Status";
        if (said.Text(Name) is not { } text || string.IsNullOrWhiteSpace(text)) return EntityStatus.Active;
        var names = Enum.GetNames<EntityStatus>();
        return names.Contains(text, StringComparer.OrdinalIgnoreCase)
            ? Enum.Parse<EntityStatus>(text, ignoreCase: true)
            : throw said.Wrong(said.Find(Name)!, $"Status '{text}' is none of {string.Join(", ", names)}");
    }

    private static ConfigObject Nothing(ConfigNode entry) => new(entry with { Members = [] }, owner: null, allowed: []);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
