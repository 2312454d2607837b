namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>What goes on in a topic.</summary>
public class TopicRuntimeProperties
{
    internal TopicRuntimeProperties()
    {
    }

    /// <summary>When it was last used, UTC.</summary>
    public DateTimeOffset AccessedAt { get; internal init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>Its name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Messages for later.</summary>
    public long ScheduledMessageCount { get; internal init; }

    /// <summary>Bytes of all messages.</summary>
    public long SizeInBytes { get; internal init; }

    /// <summary>Subscriptions.</summary>
    public int SubscriptionCount { get; internal init; }

    /// <summary>When its settings were last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; internal init; }
}
