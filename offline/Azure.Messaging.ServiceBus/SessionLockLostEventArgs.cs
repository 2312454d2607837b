namespace Azure.Messaging.ServiceBus;

/// <summary>The lock on a session was lost while a processor's handler had one of its messages.</summary>
public class SessionLockLostEventArgs : EventArgs
{
    /// <summary>The lock on a session was lost.</summary>
    public SessionLockLostEventArgs(ServiceBusReceivedMessage message, DateTimeOffset sessionLockedUntil, Exception? exception) =>
        (Message, SessionLockedUntil, Exception) = (message, sessionLockedUntil, exception);

    /// <summary>How the lock was lost; null when its time passed.</summary>
    public Exception? Exception { get; }

    /// <summary>The message in hand.</summary>
    public ServiceBusReceivedMessage Message { get; }

    /// <summary>When the lock was to end, UTC.</summary>
    public DateTimeOffset SessionLockedUntil { get; }
}
