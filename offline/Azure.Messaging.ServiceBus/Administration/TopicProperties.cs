using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>A topic as it is configured.</summary>
public class TopicProperties : IEquatable<TopicProperties>
{
    private TimeSpan _autoDeleteOnIdle = TimeSpan.MaxValue;
    private TimeSpan _defaultMessageTimeToLive = TimeSpan.MaxValue;
    private TimeSpan _duplicateDetectionHistoryTimeWindow = TimeSpan.FromMinutes(1);
    private string _name = "";
    private string? _userMetadata;

    internal TopicProperties(string name, XElement? source = null) => (Name, Source) = (name, source);

    /// <summary>Who may use the entity beside the namespace's own rules.</summary>
    public AuthorizationRules AuthorizationRules { get; internal set; } = [];

    /// <summary>The entity is deleted after not being used for this long; at least 5 minutes, never unless set.</summary>
    public TimeSpan AutoDeleteOnIdle
    {
        get => _autoDeleteOnIdle;
        set => _autoDeleteOnIdle = EntityLimits.CheckedIdle(value);
    }

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
    public bool EnablePartitioning { get; set; }

    /// <summary>Largest message; only in the Premium tier.</summary>
    public long? MaxMessageSizeInKilobytes { get; set; }

    /// <summary>Room for messages; 1024 unless set.</summary>
    public long MaxSizeInMegabytes { get; set; } = 1024;

    /// <summary>Its name, up to 260 characters.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public string Name
    {
        get => _name;
        set => _name = EntityNames.CheckedPath(value, nameof(Name));
    }

    /// <summary>Whether a message with an id that was sent before is dropped; fixed at the creation.</summary>
    public bool RequiresDuplicateDetection { get; set; }

    /// <summary>Whether the entity can be sent to and received from.</summary>
    public EntityStatus Status { get; set; } = EntityStatus.Active;

    /// <summary>Whether messages reach the subscriptions in the order of their arrival.</summary>
    public bool SupportOrdering { get; set; }

    /// <summary>A text of the user, up to 1024 characters.</summary>
    public string? UserMetadata
    {
        get => _userMetadata;
        set => _userMetadata = EntityLimits.CheckedMetadata(value);
    }

    /// <summary>What the service said of it; has settings that this client does not know, which an update gives back. Null when made here.</summary>
    internal XElement? Source { get; private set; }

    /// <summary>Whether two topics have the same name and settings.</summary>
    public static bool operator ==(TopicProperties? left, TopicProperties? right) => Equals(left, right);

    /// <summary>Whether two topics differ.</summary>
    public static bool operator !=(TopicProperties? left, TopicProperties? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(TopicProperties? other) =>
        other is not null
        && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase)
        && Settings().SequenceEqual(other.Settings());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TopicProperties);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    internal TopicProperties Copy()
    {
        var copy = (TopicProperties)MemberwiseClone();
        copy.Source = null;
        copy.AuthorizationRules = AuthorizationRules.Copy();
        return copy;
    }

    private object?[] Settings() =>
    [
        AuthorizationRules, AutoDeleteOnIdle, DefaultMessageTimeToLive, EnableBatchedOperations, EnablePartitioning,
        MaxMessageSizeInKilobytes, MaxSizeInMegabytes, RequiresDuplicateDetection, Status, SupportOrdering, UserMetadata,
        RequiresDuplicateDetection ? DuplicateDetectionHistoryTimeWindow : null,
    ];
}
