namespace Azure.Messaging.ServiceBus;

/// <summary>Whether the broker keeps a received message under a lock until it is settled, or forgets it at once.</summary>
public enum ServiceBusReceiveMode
{
    /// <summary>The message stays locked until it is settled or the lock expires: at least once.</summary>
    PeekLock = 0,

    /// <summary>The message is gone when it is sent to the receiver: at most once.</summary>
    ReceiveAndDelete = 1,
}
