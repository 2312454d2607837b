namespace Azure.Messaging.ServiceBus;

/// <summary>Why an operation failed.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>Anything without a reason of its own.</summary>
    GeneralError = 0,

    /// <summary>The queue, topic or subscription does not exist.</summary>
    MessagingEntityNotFound = 1,

    /// <summary>The lock on the message expired, or the message was settled already.</summary>
    MessageLockLost = 2,

    /// <summary>No message has this sequence number.</summary>
    MessageNotFound = 3,

    /// <summary>The message or batch is larger than the broker takes.</summary>
    MessageSizeExceeded = 4,

    /// <summary>The entity is disabled.</summary>
    MessagingEntityDisabled = 5,

    /// <summary>The entity or namespace is full.</summary>
    QuotaExceeded = 6,

    /// <summary>The broker asks to come back later.</summary>
    ServiceBusy = 7,

    /// <summary>No answer in time.</summary>
    ServiceTimeout = 8,

    /// <summary>The connection failed or could not be opened.</summary>
    ServiceCommunicationProblem = 9,

    /// <summary>Somebody else holds the session.</summary>
    SessionCannotBeLocked = 10,

    /// <summary>The lock on the session expired or its link is gone: accept the session again.</summary>
    SessionLockLost = 11,

    /// <summary>An entity of this name exists.</summary>
    MessagingEntityAlreadyExists = 12,
}
