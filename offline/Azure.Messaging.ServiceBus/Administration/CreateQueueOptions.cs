namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>A queue to create.</summary>
public class CreateQueueOptions : IEquatable<CreateQueueOptions>
{
    /// <summary>A queue with default settings.</summary>
    public CreateQueueOptions(string name) => Properties = new(name);

    /// <summary>A queue with the settings of another.</summary>
    public CreateQueueOptions(QueueProperties queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        Properties = queue.Copy();
    }

    /// <summary>Who may use the entity beside the namespace's own rules.</summary>
    public AuthorizationRules AuthorizationRules => Properties.AuthorizationRules;

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

    /// <summary>For how long message ids are remembered: 20 seconds to 7 days, one minute unless set.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow
    {
        get => Properties.DuplicateDetectionHistoryTimeWindow;
        set => Properties.DuplicateDetectionHistoryTimeWindow = value;
    }

    /// <summary>Whether the broker may store several operations at once; true unless set.</summary>
    public bool EnableBatchedOperations
    {
        get => Properties.EnableBatchedOperations;
        set => Properties.EnableBatchedOperations = value;
    }

    /// <summary>Whether the entity is spread over several brokers; fixed at its creation.</summary>
    public bool EnablePartitioning
    {
        get => Properties.EnablePartitioning;
        set => Properties.EnablePartitioning = value;
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

    /// <summary>Largest message; only in the Premium tier.</summary>
    public long? MaxMessageSizeInKilobytes
    {
        get => Properties.MaxMessageSizeInKilobytes;
        set => Properties.MaxMessageSizeInKilobytes = value;
    }

    /// <summary>Room for messages; 1024 unless set.</summary>
    public long MaxSizeInMegabytes
    {
        get => Properties.MaxSizeInMegabytes;
        set => Properties.MaxSizeInMegabytes = value;
    }

    /// <summary>Its name, up to 260 characters.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public string Name
    {
        get => Properties.Name;
        set => Properties.Name = value;
    }

    /// <summary>Whether a message with an id that was sent before is dropped; fixed at the creation.</summary>
    public bool RequiresDuplicateDetection
    {
        get => Properties.RequiresDuplicateDetection;
        set => Properties.RequiresDuplicateDetection = value;
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

    /// <summary>A text of the user, up to 1024 characters.</summary>
    public string? UserMetadata
    {
        get => Properties.UserMetadata;
        set => Properties.UserMetadata = value;
    }

    internal QueueProperties Properties { get; }

    /// <summary>Whether two queues to create are the same.</summary>
    public static bool operator ==(CreateQueueOptions? left, CreateQueueOptions? right) => Equals(left, right);

    /// <summary>Whether two queues to create differ.</summary>
    public static bool operator !=(CreateQueueOptions? left, CreateQueueOptions? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(CreateQueueOptions? other) => other is not null && Properties.Equals(other.Properties);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CreateQueueOptions);

    /// <inheritdoc/>
    public override int GetHashCode() => Properties.GetHashCode();
}
