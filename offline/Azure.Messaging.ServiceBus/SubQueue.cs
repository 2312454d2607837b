namespace Azure.Messaging.ServiceBus;

/// <summary>Which queue of an entity a receiver reads.</summary>
public enum SubQueue
{
    /// <summary>The entity itself.</summary>
    None = 0,

    /// <summary>Messages that could not be delivered or were dead-lettered.</summary>
    DeadLetter = 1,

    /// <summary>Messages that could not be forwarded.</summary>
    TransferDeadLetter = 2,
}
