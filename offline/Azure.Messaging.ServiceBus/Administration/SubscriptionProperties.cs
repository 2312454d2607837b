using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>A subscription as it is configured.</summary>
public class SubscriptionProperties : IEquatable<SubscriptionProperties>
{
    private TimeSpan _autoDeleteOnIdle = TimeSpan.MaxValue;
    private TimeSpan _defaultMessageTimeToLive = TimeSpan.MaxValue;
    private string? _forwardDeadLetteredMessagesTo;
    private string? _forwardTo;
    private TimeSpan _lockDuration = TimeSpan.FromMinutes(1);
    private int _maxDeliveryCount = 10;
    private string _subscriptionName = "";
    private string _topicName = "";
    private string? _userMetadata;

    internal SubscriptionProperties(string topicName, string subscriptionName, XElement? source = null) =>
        (TopicName, SubscriptionName, Source) = (topicName, subscriptionName, source);

    /// <summary>The entity is deleted after not being used for this long; at least 5 minutes, never unless set.</summary>
    public TimeSpan AutoDeleteOnIdle
    {
        get => _autoDeleteOnIdle;
        set => _autoDeleteOnIdle = EntityLimits.CheckedIdle(value);
    }

    /// <summary>Whether expired messages are dead-lettered instead of dropped.</summary>
    public bool DeadLetteringOnMessageExpiration { get; set; }

    /// <summary>How long messages live that do not say it themselves, and at most; at least one second, unlimited unless set.</summary>
    public TimeSpan DefaultMessageTimeToLive
    {
        get => _defaultMessageTimeToLive;
        set => _defaultMessageTimeToLive = EntityLimits.CheckedTimeToLive(value);
    }

    /// <summary>Whether the broker may store several operations at once; true unless set.</summary>
    public bool EnableBatchedOperations { get; set; } = true;

    /// <summary>Whether a message is dead-lettered when a filter fails on it; true unless set.</summary>
    public bool EnableDeadLetteringOnFilterEvaluationExceptions { get; set; } = true;

    /// <summary>The queue or topic that gets the dead-lettered messages, as a name or an address.</summary>
    public string? ForwardDeadLetteredMessagesTo
    {
        get => _forwardDeadLetteredMessagesTo;
        set => _forwardDeadLetteredMessagesTo = EntityLimits.CheckedTarget(value, TopicName);
    }

    /// <summary>The queue or topic that gets the messages in its place, as a name or an address.</summary>
    public string? ForwardTo
    {
        get => _forwardTo;
        set => _forwardTo = EntityLimits.CheckedTarget(value, TopicName);
    }

    /// <summary>How long a message is locked for its receiver: 5 seconds to 5 minutes, one minute unless set.</summary>
    public TimeSpan LockDuration
    {
        get => _lockDuration;
        set => _lockDuration = EntityLimits.CheckedLock(value);
    }

    /// <summary>Deliveries after which a message is dead-lettered; at least 1, 10 unless set.</summary>
    public int MaxDeliveryCount
    {
        get => _maxDeliveryCount;
        set => _maxDeliveryCount = EntityLimits.CheckedDeliveries(value);
    }

    /// <summary>Whether each message belongs to a session; fixed at the creation.</summary>
    public bool RequiresSession { get; set; }

    /// <summary>Whether the entity can be sent to and received from.</summary>
    public EntityStatus Status { get; set; } = EntityStatus.Active;

    /// <summary>Its name, up to 50 characters.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public string SubscriptionName
    {
        get => _subscriptionName;
        set => _subscriptionName = EntityNames.CheckedSegment(value, nameof(SubscriptionName));
    }

    /// <summary>The topic.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public string TopicName
    {
        get => _topicName;
        set => _topicName = EntityNames.CheckedPath(value, nameof(TopicName));
    }

    /// <summary>A text of the user, up to 1024 characters.</summary>
    public string? UserMetadata
    {
        get => _userMetadata;
        set => _userMetadata = EntityLimits.CheckedMetadata(value);
    }

    /// <summary>What the service said of it; has settings that this client does not know, which an update gives back. Null when made here.</summary>
    internal XElement? Source { get; private set; }

    /// <summary>Whether two subscriptions have the same name and settings.</summary>
    public static bool operator ==(SubscriptionProperties? left, SubscriptionProperties? right) => Equals(left, right);

    /// <summary>Whether two subscriptions differ.</summary>
    public static bool operator !=(SubscriptionProperties? left, SubscriptionProperties? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(SubscriptionProperties? other) =>
        other is not null
        && string.Equals(TopicName, other.TopicName, StringComparison.OrdinalIgnoreCase)
        && string.Equals(SubscriptionName, other.SubscriptionName, StringComparison.OrdinalIgnoreCase)
        && Settings().SequenceEqual(other.Settings());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SubscriptionProperties);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(SubscriptionName);

    internal SubscriptionProperties Copy()
    {
        var copy = (SubscriptionProperties)MemberwiseClone();
        copy.Source = null;
        return copy;
    }

    private object?[] Settings() =>
    [
        AutoDeleteOnIdle, DeadLetteringOnMessageExpiration, DefaultMessageTimeToLive, EnableBatchedOperations,
        EnableDeadLetteringOnFilterEvaluationExceptions, ForwardDeadLetteredMessagesTo, ForwardTo, LockDuration, MaxDeliveryCount,
        RequiresSession, Status, UserMetadata,
    ];
}
