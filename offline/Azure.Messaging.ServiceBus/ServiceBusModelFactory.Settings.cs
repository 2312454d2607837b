using Azure.Messaging.ServiceBus.Administration;

namespace Azure.Messaging.ServiceBus;

/// <content>Entities as they are configured. What is not given has the value of a new entity.</content>
public static partial class ServiceBusModelFactory
{
    /// <summary>A queue with the given settings.</summary>
    public static QueueProperties QueueProperties(
        string name, TimeSpan lockDuration, long maxSizeInMegabytes, bool requiresDuplicateDetection, bool requiresSession, TimeSpan defaultMessageTimeToLive,
        TimeSpan autoDeleteOnIdle, bool deadLetteringOnMessageExpiration, TimeSpan duplicateDetectionHistoryTimeWindow, int maxDeliveryCount,
        bool enableBatchedOperations, EntityStatus status, string? forwardTo, string? forwardDeadLetteredMessagesTo, string? userMetadata, bool enablePartitioning) =>
        QueueProperties(
            name, lockDuration, maxSizeInMegabytes, requiresDuplicateDetection, requiresSession, defaultMessageTimeToLive, autoDeleteOnIdle,
            deadLetteringOnMessageExpiration, duplicateDetectionHistoryTimeWindow, maxDeliveryCount, enableBatchedOperations, status, forwardTo,
            forwardDeadLetteredMessagesTo, userMetadata, enablePartitioning, maxMessageSizeInKilobytes: 0);

    /// <summary>A queue with the given settings.</summary>
    public static QueueProperties QueueProperties(
        string name, TimeSpan lockDuration = default, long maxSizeInMegabytes = 0, bool requiresDuplicateDetection = false, bool requiresSession = false,
        TimeSpan defaultMessageTimeToLive = default, TimeSpan autoDeleteOnIdle = default, bool deadLetteringOnMessageExpiration = false,
        TimeSpan duplicateDetectionHistoryTimeWindow = default, int maxDeliveryCount = 0, bool enableBatchedOperations = false, EntityStatus status = default,
        string? forwardTo = null, string? forwardDeadLetteredMessagesTo = null, string? userMetadata = null, bool enablePartitioning = false,
        long maxMessageSizeInKilobytes = 0)
    {
        var queue = new QueueProperties(name)
        {
            MaxSizeInMegabytes = maxSizeInMegabytes,
            RequiresDuplicateDetection = requiresDuplicateDetection,
            RequiresSession = requiresSession,
            DeadLetteringOnMessageExpiration = deadLetteringOnMessageExpiration,
            EnableBatchedOperations = enableBatchedOperations,
            Status = status,
            ForwardTo = forwardTo,
            ForwardDeadLetteredMessagesTo = forwardDeadLetteredMessagesTo,
            EnablePartitioning = enablePartitioning,
            MaxMessageSizeInKilobytes = maxMessageSizeInKilobytes,
        };
        if (lockDuration != default) queue.LockDuration = lockDuration;
        if (defaultMessageTimeToLive != default) queue.DefaultMessageTimeToLive = defaultMessageTimeToLive;
        if (autoDeleteOnIdle != default) queue.AutoDeleteOnIdle = autoDeleteOnIdle;
        if (duplicateDetectionHistoryTimeWindow != default) queue.DuplicateDetectionHistoryTimeWindow = duplicateDetectionHistoryTimeWindow;
        if (maxDeliveryCount != 0) queue.MaxDeliveryCount = maxDeliveryCount;
        if (userMetadata is not null) queue.UserMetadata = userMetadata;
        return queue;
    }

    /// <summary>A topic with the given settings.</summary>
    public static TopicProperties TopicProperties(
        string name, long maxSizeInMegabytes, bool requiresDuplicateDetection, TimeSpan defaultMessageTimeToLive, TimeSpan autoDeleteOnIdle,
        TimeSpan duplicateDetectionHistoryTimeWindow, bool enableBatchedOperations, EntityStatus status, bool enablePartitioning) =>
        TopicProperties(
            name, maxSizeInMegabytes, requiresDuplicateDetection, defaultMessageTimeToLive, autoDeleteOnIdle, duplicateDetectionHistoryTimeWindow,
            enableBatchedOperations, status, enablePartitioning, maxMessageSizeInKilobytes: 0);

    /// <summary>A topic with the given settings.</summary>
    public static TopicProperties TopicProperties(
        string name, long maxSizeInMegabytes = 0, bool requiresDuplicateDetection = false, TimeSpan defaultMessageTimeToLive = default,
        TimeSpan autoDeleteOnIdle = default, TimeSpan duplicateDetectionHistoryTimeWindow = default, bool enableBatchedOperations = false,
        EntityStatus status = default, bool enablePartitioning = false, long maxMessageSizeInKilobytes = 0)
    {
        var topic = new TopicProperties(name)
        {
            MaxSizeInMegabytes = maxSizeInMegabytes,
            RequiresDuplicateDetection = requiresDuplicateDetection,
            EnableBatchedOperations = enableBatchedOperations,
            Status = status,
            EnablePartitioning = enablePartitioning,
            MaxMessageSizeInKilobytes = maxMessageSizeInKilobytes,
        };
        if (defaultMessageTimeToLive != default) topic.DefaultMessageTimeToLive = defaultMessageTimeToLive;
        if (autoDeleteOnIdle != default) topic.AutoDeleteOnIdle = autoDeleteOnIdle;
        if (duplicateDetectionHistoryTimeWindow != default) topic.DuplicateDetectionHistoryTimeWindow = duplicateDetectionHistoryTimeWindow;
        return topic;
    }

    /// <summary>A subscription with the given settings.</summary>
    public static SubscriptionProperties SubscriptionProperties(
        string topicName, string subscriptionName, TimeSpan lockDuration = default, bool requiresSession = false, TimeSpan defaultMessageTimeToLive = default,
        TimeSpan autoDeleteOnIdle = default, bool deadLetteringOnMessageExpiration = false, int maxDeliveryCount = 0, bool enableBatchedOperations = false,
        EntityStatus status = default, string? forwardTo = null, string? forwardDeadLetteredMessagesTo = null, string? userMetadata = null)
    {
        var subscription = new SubscriptionProperties(topicName, subscriptionName)
        {
            RequiresSession = requiresSession,
            DeadLetteringOnMessageExpiration = deadLetteringOnMessageExpiration,
            EnableBatchedOperations = enableBatchedOperations,
            Status = status,
            ForwardTo = forwardTo,
            ForwardDeadLetteredMessagesTo = forwardDeadLetteredMessagesTo,
        };
        if (lockDuration != default) subscription.LockDuration = lockDuration;
        if (defaultMessageTimeToLive != default) subscription.DefaultMessageTimeToLive = defaultMessageTimeToLive;
        if (autoDeleteOnIdle != default) subscription.AutoDeleteOnIdle = autoDeleteOnIdle;
        if (maxDeliveryCount != 0) subscription.MaxDeliveryCount = maxDeliveryCount;
        if (userMetadata is not null) subscription.UserMetadata = userMetadata;
        return subscription;
    }
}
