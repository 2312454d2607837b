using System.Collections.ObjectModel;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message from the broker.</summary>
public class ServiceBusReceivedMessage
{
    internal const string DeadLetterReasonProperty = "DeadLetterReason";
    internal const string DeadLetterErrorDescriptionProperty = "DeadLetterErrorDescription";

    internal ServiceBusReceivedMessage()
    {
    }

    /// <summary>The application's own properties.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; internal init; } = ReadOnlyDictionary<string, object>.Empty;

    /// <summary>The content.</summary>
    public BinaryData Body { get; internal init; } = BinaryData.Empty;

    /// <summary>MIME type of the content.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>Ties the message to another.</summary>
    public string? CorrelationId { get; internal init; }

    /// <summary>Details on why the message was dead-lettered.</summary>
    public string? DeadLetterErrorDescription => ApplicationProperties.GetValueOrDefault(DeadLetterErrorDescriptionProperty) as string;

    /// <summary>Why the message was dead-lettered.</summary>
    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault(DeadLetterReasonProperty) as string;

    /// <summary>The entity the message was dead-lettered from.</summary>
    public string? DeadLetterSource { get; internal init; }

    /// <summary>How often the message was delivered, this time included: 1 at first.</summary>
    public int DeliveryCount { get; internal init; }

    /// <summary>The number at the entity the message first arrived at.</summary>
    public long EnqueuedSequenceNumber { get; internal init; }

    /// <summary>When the broker accepted the message, UTC.</summary>
    public DateTimeOffset EnqueuedTime { get; internal init; }

    /// <summary>When the message expires, UTC; the greatest time when never.</summary>
    public DateTimeOffset ExpiresAt => TimeToLive >= DateTimeOffset.MaxValue - EnqueuedTime ? DateTimeOffset.MaxValue : EnqueuedTime + TimeToLive;

    /// <summary>When the message's own lock ends, UTC. In a session the session's lock counts.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    /// <summary>Names the lock; an empty Guid in text when there is none.</summary>
    public string LockToken => LockTokenGuid.ToString();

    /// <summary>The sender's name for the message.</summary>
    public string? MessageId { get; internal init; }

    /// <summary>The key that decided the partition.</summary>
    public string? PartitionKey { get; internal init; }

    /// <summary>Where to send an answer.</summary>
    public string? ReplyTo { get; internal init; }

    /// <summary>The session for an answer.</summary>
    public string? ReplyToSessionId { get; internal init; }

    /// <summary>When the message was to be made available, UTC.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; internal init; }

    /// <summary>The broker's number for the message in this entity, rising.</summary>
    public long SequenceNumber { get; internal init; }

    /// <summary>The session.</summary>
    public string? SessionId { get; internal init; }

    /// <summary>Where the message stands.</summary>
    public ServiceBusMessageState State { get; internal init; }

    /// <summary>What the message is about.</summary>
    public string? Subject { get; internal init; }

    /// <summary>How long the message lives from <see cref="EnqueuedTime"/> on.</summary>
    public TimeSpan TimeToLive { get; internal init; } = TimeSpan.MaxValue;

    /// <summary>An address for the application's own routing.</summary>
    public string? To { get; internal init; }

    /// <summary>Partition of the entity that a transaction sent through.</summary>
    public string? TransactionPartitionKey { get; internal init; }

    internal Guid LockTokenGuid { get; init; }

    /// <summary>Whether this client settled the message.</summary>
    internal bool IsSettled { get; set; }

    /// <summary>What the message came by; null when it came as an answer to a request (peeked, deferred) or was made by the model factory.</summary>
    internal ReceivedDelivery? Delivery { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
