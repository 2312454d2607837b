namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>What goes on in a subscription.</summary>
public class SubscriptionRuntimeProperties
{
    internal SubscriptionRuntimeProperties()
    {
    }

    /// <summary>When it was last used, UTC.</summary>
    public DateTimeOffset AccessedAt { get; internal init; }

    /// <summary>Messages that can be received.</summary>
    public long ActiveMessageCount { get; internal init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>Messages in the dead-letter queue.</summary>
    public long DeadLetterMessageCount { get; internal init; }

    /// <summary>Its name.</summary>
    public string SubscriptionName { get; internal init; } = "";

    /// <summary>The topic.</summary>
    public string TopicName { get; internal init; } = "";

    /// <summary>All messages, dead-lettered ones included.</summary>
    public long TotalMessageCount { get; internal init; }

    /// <summary>Messages that could not be forwarded.</summary>
    public long TransferDeadLetterMessageCount { get; internal init; }

    /// <summary>Messages that wait to be forwarded.</summary>
    public long TransferMessageCount { get; internal init; }

    /// <summary>When its settings were last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; internal init; }
}
