using Azure.Messaging.ServiceBus.Administration;

namespace Azure.Messaging.ServiceBus;

/// <content>What the administration client gives.</content>
public static partial class ServiceBusModelFactory
{
    /// <summary>A namespace with the given values.</summary>
    public static NamespaceProperties NamespaceProperties(
        string name, DateTimeOffset createdTime, DateTimeOffset modifiedTime, MessagingSku messagingSku, int messagingUnits, string? alias) => new()
        {
            Name = name,
            CreatedTime = createdTime,
            ModifiedTime = modifiedTime,
            MessagingSku = messagingSku,
            MessagingUnits = messagingUnits,
            Alias = alias,
        };

    /// <summary>A rule with the given values.</summary>
    public static RuleProperties RuleProperties(string name, RuleFilter? filter = null, RuleAction? action = null) =>
        new(name, filter ?? new TrueRuleFilter(), action);

    /// <summary>What goes on in a queue, with the given values.</summary>
    public static QueueRuntimeProperties QueueRuntimeProperties(
        string name, long activeMessageCount = 0, long scheduledMessageCount = 0, long deadLetterMessageCount = 0, long transferDeadLetterMessageCount = 0,
        long transferMessageCount = 0, long totalMessageCount = 0, long sizeInBytes = 0, DateTimeOffset createdAt = default, DateTimeOffset updatedAt = default,
        DateTimeOffset accessedAt = default) => new()
        {
            Name = name,
            ActiveMessageCount = activeMessageCount,
            ScheduledMessageCount = scheduledMessageCount,
            DeadLetterMessageCount = deadLetterMessageCount,
            TransferDeadLetterMessageCount = transferDeadLetterMessageCount,
            TransferMessageCount = transferMessageCount,
            TotalMessageCount = totalMessageCount,
            SizeInBytes = sizeInBytes,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            AccessedAt = accessedAt,
        };

    /// <summary>What goes on in a topic, with the given values.</summary>
    public static TopicRuntimeProperties TopicRuntimeProperties(
        string name, long scheduledMessageCount = 0, long sizeInBytes = 0, int subscriptionCount = 0, DateTimeOffset createdAt = default,
        DateTimeOffset updatedAt = default, DateTimeOffset accessedAt = default) => new()
        {
            Name = name,
            ScheduledMessageCount = scheduledMessageCount,
            SizeInBytes = sizeInBytes,
            SubscriptionCount = subscriptionCount,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            AccessedAt = accessedAt,
        };

    /// <summary>What goes on in a subscription, with the given values.</summary>
    public static SubscriptionRuntimeProperties SubscriptionRuntimeProperties(
        string topicName, string subscriptionName, long activeMessageCount = 0, long deadLetterMessageCount = 0, long transferDeadLetterMessageCount = 0,
        long transferMessageCount = 0, long totalMessageCount = 0, DateTimeOffset createdAt = default, DateTimeOffset updatedAt = default,
        DateTimeOffset accessedAt = default) => new()
        {
            TopicName = topicName,
            SubscriptionName = subscriptionName,
            ActiveMessageCount = activeMessageCount,
            DeadLetterMessageCount = deadLetterMessageCount,
            TransferDeadLetterMessageCount = transferDeadLetterMessageCount,
            TransferMessageCount = transferMessageCount,
            TotalMessageCount = totalMessageCount,
            CreatedAt = createdAt,
            UpdatedAt = updatedAt,
            AccessedAt = accessedAt,
        };
}
