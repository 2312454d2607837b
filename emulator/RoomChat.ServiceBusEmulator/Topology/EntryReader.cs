using System.Xml;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>Makes descriptions of what the file says about entities.</summary>
internal static class EntryReader
{
    // Defaults that Microsoft's emulator has for what the file leaves out.
    private const int DefaultMaxDeliveryCount = 3;
    private static readonly TimeSpan DefaultLockDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DefaultTimeToLive = TimeSpan.FromHours(1);
    private static readonly TimeSpan DefaultDuplicateWindow = TimeSpan.FromSeconds(20);

    private static readonly TopologyFile.EntityProperties NothingSaid = new();

    /// <exception cref="FormatException">A value cannot be read; the message names it.</exception>
    public static QueueDescription ReadQueue(TopologyFile.QueueEntry entry)
    {
        var name = Required(entry.Name, "a queue");
        var said = entry.Properties ?? NothingSaid;
        return new QueueDescription(name)
        {
            LockDuration = Duration(name, nameof(said.LockDuration), said.LockDuration, DefaultLockDuration),
            RequiresDuplicateDetection = said.RequiresDuplicateDetection,
            RequiresSession = said.RequiresSession,
            DefaultMessageTimeToLive = Duration(name, nameof(said.DefaultMessageTimeToLive), said.DefaultMessageTimeToLive, DefaultTimeToLive),
            DeadLetteringOnMessageExpiration = said.DeadLetteringOnMessageExpiration,
            DuplicateDetectionHistoryTimeWindow = DuplicateWindow(name, said),
            MaxDeliveryCount = said.MaxDeliveryCount ?? DefaultMaxDeliveryCount,
            Status = Status(name, said.Status),
            ForwardTo = NullIfEmpty(said.ForwardTo),
            UserMetadata = said.UserMetadata,
            AutoDeleteOnIdle = Duration(name, nameof(said.AutoDeleteOnIdle), said.AutoDeleteOnIdle, TimeSpan.MaxValue),
            ForwardDeadLetteredMessagesTo = NullIfEmpty(said.ForwardDeadLetteredMessagesTo),
        };
    }

    /// <exception cref="FormatException">A value cannot be read; the message names it.</exception>
    public static TopicDescription ReadTopic(TopologyFile.TopicEntry entry)
    {
        var name = Required(entry.Name, "a topic");
        var said = entry.Properties ?? NothingSaid;
        return new TopicDescription(name)
        {
            DefaultMessageTimeToLive = Duration(name, nameof(said.DefaultMessageTimeToLive), said.DefaultMessageTimeToLive, DefaultTimeToLive),
            RequiresDuplicateDetection = said.RequiresDuplicateDetection,
            DuplicateDetectionHistoryTimeWindow = DuplicateWindow(name, said),
            Status = Status(name, said.Status),
            UserMetadata = said.UserMetadata,
            AutoDeleteOnIdle = Duration(name, nameof(said.AutoDeleteOnIdle), said.AutoDeleteOnIdle, TimeSpan.MaxValue),
        };
    }

    /// <summary>The subscriptions of a topic.</summary>
    /// <exception cref="FormatException">A value or rule cannot be read; the message names it.</exception>
    public static IEnumerable<SubscriptionEntry> ReadSubscriptions(TopologyFile.TopicEntry topic) =>
        (topic.Subscriptions ?? []).Select(entry => ReadSubscription(Required(topic.Name, "a topic"), entry));

    private static SubscriptionEntry ReadSubscription(string topic, TopologyFile.SubscriptionEntry entry)
    {
        var name = Required(entry.Name, $"a subscription of '{topic}'");
        var said = entry.Properties ?? NothingSaid;
        var path = $"{topic}/{name}";
        var description = new SubscriptionDescription(topic, name)
        {
            LockDuration = Duration(path, nameof(said.LockDuration), said.LockDuration, DefaultLockDuration),
            RequiresSession = said.RequiresSession,
            DefaultMessageTimeToLive = Duration(path, nameof(said.DefaultMessageTimeToLive), said.DefaultMessageTimeToLive, DefaultTimeToLive),
            DeadLetteringOnMessageExpiration = said.DeadLetteringOnMessageExpiration,
            DeadLetteringOnFilterEvaluationExceptions = said.DeadLetteringOnFilterEvaluationExceptions ?? true,
            MaxDeliveryCount = said.MaxDeliveryCount ?? DefaultMaxDeliveryCount,
            Status = Status(path, said.Status),
            ForwardTo = NullIfEmpty(said.ForwardTo),
            UserMetadata = said.UserMetadata,
            ForwardDeadLetteredMessagesTo = NullIfEmpty(said.ForwardDeadLetteredMessagesTo),
            AutoDeleteOnIdle = Duration(path, nameof(said.AutoDeleteOnIdle), said.AutoDeleteOnIdle, TimeSpan.MaxValue),
        };
        return new SubscriptionEntry(description, entry.Rules is { Count: > 0 } rules ? RuleReader.ReadAll(rules) : null);
    }

    private static TimeSpan DuplicateWindow(string entity, TopologyFile.EntityProperties said) => Duration(
        entity, nameof(said.DuplicateDetectionHistoryTimeWindow), said.DuplicateDetectionHistoryTimeWindow, DefaultDuplicateWindow);

    private static TimeSpan Duration(string entity, string setting, string? text, TimeSpan fallback)
    {
        if (string.IsNullOrWhiteSpace(text)) return fallback;
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new FormatException($"'{entity}': {setting} '{text}' is not an ISO 8601 duration such as PT1M ({exception.Message}).", exception);
        }
    }

    private static EntityStatus Status(string entity, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return EntityStatus.Active;
        return Enum.TryParse<EntityStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status)
            ? status
            : throw new FormatException($"'{entity}': Status '{text}' is none of {string.Join(", ", Enum.GetNames<EntityStatus>())}.");
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Required(string? name, string what) =>
        string.IsNullOrWhiteSpace(name) ? throw new FormatException($"The name of {what} is missing.") : name;
}
