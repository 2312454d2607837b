namespace Azure.Messaging.ServiceBus;

/// <summary>Where a message stands in its entity.</summary>
public enum ServiceBusMessageState
{
    /// <summary>Waits to be received, or is locked.</summary>
    Active = 0,

    /// <summary>Only given to who asks for its sequence number.</summary>
    Deferred = 1,

    /// <summary>Becomes active at its scheduled time.</summary>
    Scheduled = 2,
}
