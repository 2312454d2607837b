namespace Azure.Messaging.ServiceBus;

/// <summary>Makes objects that normally only the broker makes; for tests.</summary>
public static partial class ServiceBusModelFactory
{
    /// <summary>A batch for tests.</summary>
    /// <param name="batchSizeBytes">The size it says it has.</param>
    /// <param name="batchMessageStore">Gets what is added.</param>
    /// <param name="batchOptions">The most it may have.</param>
    /// <param name="tryAddCallback">Decides whether a message is added; null for always.</param>
    public static ServiceBusMessageBatch ServiceBusMessageBatch(
        long batchSizeBytes, IList<ServiceBusMessage> batchMessageStore, CreateMessageBatchOptions? batchOptions = null,
        Func<ServiceBusMessage, bool>? tryAddCallback = null) =>
        new(batchMessageStore, batchSizeBytes, batchOptions?.MaxSizeInBytes ?? long.MaxValue, tryAddCallback);

    /// <summary>A received message with the given values, active.</summary>
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData? body, string? messageId, string? partitionKey, string? viaPartitionKey, string? sessionId, string? replyToSessionId, TimeSpan timeToLive,
        string? correlationId, string? subject, string? to, string? contentType, string? replyTo, DateTimeOffset scheduledEnqueueTime,
        IDictionary<string, object>? properties, Guid lockTokenGuid, int deliveryCount, DateTimeOffset lockedUntil, long sequenceNumber,
        string? deadLetterSource, long enqueuedSequenceNumber, DateTimeOffset enqueuedTime) =>
        ServiceBusReceivedMessage(
            body, messageId, partitionKey, viaPartitionKey, sessionId, replyToSessionId, timeToLive, correlationId, subject, to, contentType, replyTo,
            scheduledEnqueueTime, properties, lockTokenGuid, deliveryCount, lockedUntil, sequenceNumber, deadLetterSource, enqueuedSequenceNumber, enqueuedTime,
            ServiceBusMessageState.Active);

    /// <summary>A received message with the given values.</summary>
    public static ServiceBusReceivedMessage ServiceBusReceivedMessage(
        BinaryData? body = null,
        string? messageId = null,
        string? partitionKey = null,
        string? viaPartitionKey = null,
        string? sessionId = null,
        string? replyToSessionId = null,
        TimeSpan timeToLive = default,
        string? correlationId = null,
        string? subject = null,
        string? to = null,
        string? contentType = null,
        string? replyTo = null,
        DateTimeOffset scheduledEnqueueTime = default,
        IDictionary<string, object>? properties = null,
        Guid lockTokenGuid = default,
        int deliveryCount = 0,
        DateTimeOffset lockedUntil = default,
        long sequenceNumber = -1,
        string? deadLetterSource = null,
        long enqueuedSequenceNumber = 0,
        DateTimeOffset enqueuedTime = default,
        ServiceBusMessageState serviceBusMessageState = ServiceBusMessageState.Active) => new()
        {
            Body = body ?? BinaryData.Empty,
            MessageId = messageId,
            PartitionKey = partitionKey,
            TransactionPartitionKey = viaPartitionKey,
            SessionId = sessionId,
            ReplyToSessionId = replyToSessionId,
            TimeToLive = timeToLive == default ? TimeSpan.MaxValue : timeToLive,
            CorrelationId = correlationId,
            Subject = subject,
            To = to,
            ContentType = contentType,
            ReplyTo = replyTo,
            ScheduledEnqueueTime = scheduledEnqueueTime,
            ApplicationProperties = new Dictionary<string, object>(properties ?? new Dictionary<string, object>(StringComparer.Ordinal), StringComparer.Ordinal),
            LockTokenGuid = lockTokenGuid,
            DeliveryCount = deliveryCount,
            LockedUntil = lockedUntil,
            SequenceNumber = sequenceNumber,
            DeadLetterSource = deadLetterSource,
            EnqueuedSequenceNumber = enqueuedSequenceNumber,
            EnqueuedTime = enqueuedTime,
            State = serviceBusMessageState,
        };
}
