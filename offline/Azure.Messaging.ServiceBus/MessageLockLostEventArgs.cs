namespace Azure.Messaging.ServiceBus;

/// <summary>The lock on a message was lost while a processor's handler had it.</summary>
public class MessageLockLostEventArgs
{
    /// <summary>The lock on a message was lost.</summary>
    public MessageLockLostEventArgs(ServiceBusReceivedMessage message, Exception? exception) => (Message, Exception) = (message, exception);

    /// <summary>How the renewal failed; null when the lock's time passed.</summary>
    public Exception? Exception { get; }

    /// <summary>The message.</summary>
    public ServiceBusReceivedMessage Message { get; }
}
