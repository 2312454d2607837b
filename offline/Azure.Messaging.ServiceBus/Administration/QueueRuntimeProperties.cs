namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>What goes on in a queue.</summary>
public class QueueRuntimeProperties
{
    internal QueueRuntimeProperties()
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
    public string Name { get; internal init; } = "";

    /// <summary>Messages for later.</summary>
    public long ScheduledMessageCount { get; internal init; }

    /// <summary>Bytes of all messages.</summary>
    public long SizeInBytes { get; internal init; }

    /// <summary>All messages, dead-lettered ones included.</summary>
    public long TotalMessageCount { get; internal init; }

    /// <summary>Messages that could not be forwarded.</summary>
    public long TransferDeadLetterMessageCount { get; internal init; }

    /// <summary>Messages that wait to be forwarded.</summary>
    public long TransferMessageCount { get; internal init; }

    /// <summary>When its settings were last changed, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; internal init; }
}
