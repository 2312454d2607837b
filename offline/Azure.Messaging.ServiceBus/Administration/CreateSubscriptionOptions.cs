namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>A subscription to create.</summary>
public class CreateSubscriptionOptions : IEquatable<CreateSubscriptionOptions>
{
    /// <summary>A subscription with default settings.</summary>
    public CreateSubscriptionOptions(string topicName, string subscriptionName) => Properties = new(topicName, subscriptionName);

    /// <summary>A subscription with the settings of another.</summary>
    public CreateSubscriptionOptions(SubscriptionProperties subscription)
    {
        ArgumentNullException.ThrowIfNull(subscription);
        Properties = subscription.Copy();
    }

    /// <summary>The entity is deleted after not being used for this long; at least 5 minutes, never unless set.</summary>
    public TimeSpan AutoDeleteOnIdle
    {
        get => Properties.AutoDeleteOnIdle;
        set => Properties.AutoDeleteOnIdle = value;
    }

    /// <summary>Whether expired messages are dead-lettered instead of dropped.</summary>
    public bool DeadLetteringOnMessageExpiration
    {
        get => Properties.DeadLetteringOnMessageExpiration;
        set => Properties.DeadLetteringOnMessageExpiration = value;
    }

    /// <summary>How long messages live that do not say it themselves, and at most; at least one second, unlimited unless set.</summary>
    public TimeSpan DefaultMessageTimeToLive
    {
        get => Properties.DefaultMessageTimeToLive;
        set => Properties.DefaultMessageTimeToLive = value;
    }

    /// <summary>Whether the broker may store several operations at once; true unless set.</summary>
    public bool EnableBatchedOperations
    {
        get => Properties.EnableBatchedOperations;
        set => Properties.EnableBatchedOperations = value;
    }

    /// <summary>Whether a message is dead-lettered when a filter fails on it; true unless set.</summary>
    public bool EnableDeadLetteringOnFilterEvaluationExceptions
    {
        get => Properties.EnableDeadLetteringOnFilterEvaluationExceptions;
        set => Properties.EnableDeadLetteringOnFilterEvaluationExceptions = value;
    }

    /// <summary>The queue or topic that gets the dead-lettered messages, as a name or an address.</summary>
    public string? ForwardDeadLetteredMessagesTo
    {
        get => Properties.ForwardDeadLetteredMessagesTo;
        set => Properties.ForwardDeadLetteredMessagesTo = value;
    }

    /// <summary>The queue or topic that gets the messages in its place, as a name or an address.</summary>
    public string? ForwardTo
    {
        get => Properties.ForwardTo;
        set => Properties.ForwardTo = value;
    }

    /// <summary>How long a message is locked for its receiver: 5 seconds to 5 minutes, one minute unless set.</summary>
    public TimeSpan LockDuration
    {
        get => Properties.LockDuration;
        set => Properties.LockDuration = value;
    }

    /// <summary>Deliveries after which a message is dead-lettered; at least 1, 10 unless set.</summary>
    public int MaxDeliveryCount
    {
        get => Properties.MaxDeliveryCount;
        set => Properties.MaxDeliveryCount = value;
    }

    /// <summary>Whether each message belongs to a session; fixed at the creation.</summary>
    public bool RequiresSession
    {
        get => Properties.RequiresSession;
        set => Properties.RequiresSession = value;
    }

    /// <summary>Whether the entity can be sent to and received from.</summary>
    public EntityStatus Status
    {
        get => Properties.Status;
        set => Properties.Status = value;
    }

    /// <summary>Its name, up to 50 characters.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public string SubscriptionName
    {
        get => Properties.SubscriptionName;
        set => Properties.SubscriptionName = value;
    }

    /// <summary>The topic.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public string TopicName
    {
        get => Properties.TopicName;
        set => Properties.TopicName = value;
    }

    /// <summary>A text of the user, up to 1024 characters.</summary>
    public string? UserMetadata
    {
        get => Properties.UserMetadata;
        set => Properties.UserMetadata = value;
    }

    internal SubscriptionProperties Properties { get; }

    /// <summary>Whether two subscriptions to create are the same.</summary>
    public static bool operator ==(CreateSubscriptionOptions? left, CreateSubscriptionOptions? right) => Equals(left, right);

    /// <summary>Whether two subscriptions to create differ.</summary>
    public static bool operator !=(CreateSubscriptionOptions? left, CreateSubscriptionOptions? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(CreateSubscriptionOptions? other) => other is not null && Properties.Equals(other.Properties);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CreateSubscriptionOptions);

    /// <inheritdoc/>
    public override int GetHashCode() => Properties.GetHashCode();
}
