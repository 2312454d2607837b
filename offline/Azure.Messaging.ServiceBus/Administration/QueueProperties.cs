using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>A queue as it is configured.</summary>
public class QueueProperties : IEquatable<QueueProperties>
{
    private TimeSpan _autoDeleteOnIdle = TimeSpan.MaxValue;
    private TimeSpan _defaultMessageTimeToLive = TimeSpan.MaxValue;
    private TimeSpan _duplicateDetectionHistoryTimeWindow = TimeSpan.FromMinutes(1);
    private string? _forwardDeadLetteredMessagesTo;
    private string? _forwardTo;
    private TimeSpan _lockDuration = TimeSpan.FromMinutes(1);
    private int _maxDeliveryCount = 10;
    private string _name = "";
    private string? _userMetadata;

    internal QueueProperties(string name, XElement? source = null) => (Name, Source) = (name, source);

    /// <summary>Who may use the entity beside the namespace's own rules.</summary>
    public AuthorizationRules AuthorizationRules { get; internal set; } = [];

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

    /// <summary>For how long message ids are remembered: 20 seconds to 7 days, one minute unless set.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow
    {
        get => _duplicateDetectionHistoryTimeWindow;
        set => _duplicateDetectionHistoryTimeWindow = EntityLimits.CheckedWindow(value);
    }

    /// <summary>Whether the broker may store several operations at once; true unless set.</summary>
    public bool EnableBatchedOperations { get; set; } = true;

    /// <summary>Whether the entity is spread over several brokers; fixed at its creation.</summary>
    public bool EnablePartitioning { get; internal set; }

    /// <summary>The queue or topic that gets the dead-lettered messages, as a name or an address.</summary>
    public string? ForwardDeadLetteredMessagesTo
    {
        get => _forwardDeadLetteredMessagesTo;
        set => _forwardDeadLetteredMessagesTo = EntityLimits.CheckedTarget(value, Name);
    }

    /// <summary>The queue or topic that gets the messages in its place, as a name or an address.</summary>
    public string? ForwardTo
    {
        get => _forwardTo;
        set => _forwardTo = EntityLimits.CheckedTarget(value, Name);
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

    /// <summary>Largest message; only in the Premium tier.</summary>
    public long? MaxMessageSizeInKilobytes { get; set; }

    /// <summary>Room for messages; 1024 unless set.</summary>
    public long MaxSizeInMegabytes { get; set; } = 1024;

    /// <summary>Its name, up to 260 characters.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public string Name
    {
        get => _name;
        internal set => _name = EntityNames.CheckedPath(value, nameof(Name));
    }

    /// <summary>Whether a message with an id that was sent before is dropped; fixed at the creation.</summary>
    public bool RequiresDuplicateDetection { get; internal set; }

    /// <summary>Whether each message belongs to a session; fixed at the creation.</summary>
    public bool RequiresSession { get; internal set; }

    /// <summary>Whether the entity can be sent to and received from.</summary>
    public EntityStatus Status { get; set; } = EntityStatus.Active;

    /// <summary>A text of the user, up to 1024 characters.</summary>
    public string? UserMetadata
    {
        get => _userMetadata;
        set => _userMetadata = EntityLimits.CheckedMetadata(value);
    }

    /// <summary>What the service said of it; has settings that this client does not know, which an update gives back. Null when made here.</summary>
    internal XElement? Source { get; private set; }

    /// <summary>Whether two queues have the same name and settings.</summary>
    public static bool operator ==(QueueProperties? left, QueueProperties? right) => Equals(left, right);

    /// <summary>Whether two queues differ.</summary>
    public static bool operator !=(QueueProperties? left, QueueProperties? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(QueueProperties? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && Settings().SequenceEqual(other.Settings());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QueueProperties);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    internal QueueProperties Copy()
    {
        var copy = (QueueProperties)MemberwiseClone();
        copy.Source = null;
        copy.AuthorizationRules = AuthorizationRules.Copy();
        return copy;
    }

    private object?[] Settings() =>
    [
        AuthorizationRules, AutoDeleteOnIdle, DeadLetteringOnMessageExpiration, DefaultMessageTimeToLive, EnableBatchedOperations,
        EnablePartitioning, ForwardDeadLetteredMessagesTo, ForwardTo, LockDuration, MaxDeliveryCount, MaxMessageSizeInKilobytes,
        MaxSizeInMegabytes, RequiresDuplicateDetection, RequiresSession, Status, UserMetadata,
        RequiresDuplicateDetection ? DuplicateDetectionHistoryTimeWindow : null,
    ];
}
