using System.Net.Sockets;
using System.Security.Authentication;
using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Turns the conditions of AMQP and Service Bus, and the errors of the network, into what the client's users catch.</summary>
internal static class AmqpErrors
{
    public const string Timeout = "com.microsoft:timeout";
    public const string MessageLockLost = "com.microsoft:message-lock-lost";
    public const string SessionLockLost = "com.microsoft:session-lock-lost";

    // Service Bus answers requests that carry no condition with an HTTP-like status code.
    private static readonly Dictionary<int, string> ConditionsByStatus = new()
    {
        [400] = "amqp:not-allowed",
        [401] = "amqp:unauthorized-access",
        [403] = "amqp:resource-limit-exceeded",
        [404] = "amqp:not-found",
        [408] = Timeout,
        [409] = "com.microsoft:entity-already-exists",
        [410] = MessageLockLost,
        [501] = "amqp:not-implemented",
        [503] = "com.microsoft:server-busy",
    };

    public static Exception ToException(Error? error, string? entityPath)
    {
        var condition = error?.Condition?.ToString();
        var text = string.IsNullOrEmpty(error?.Description) ? condition ?? "The connection to the broker was lost." : error.Description;
        return condition is null
            ? new ServiceBusException(text, ServiceBusFailureReason.ServiceCommunicationProblem, entityPath)
            : ToException(condition, text, entityPath);
    }

    public static Exception ToException(int statusCode, string? condition, string? description, string? entityPath)
    {
        condition ??= ConditionsByStatus.GetValueOrDefault(statusCode, "amqp:internal-error");
        return ToException(condition, description ?? $"The broker answered with status {statusCode}.", entityPath);
    }

    /// <summary>What an attempt threw, as the client's users know it; null when it is already that, or not about the broker.</summary>
    public static Exception? Translate(Exception exception, string? entityPath) => exception switch
    {
        LinkLostException lost => ToException(lost.Error, entityPath),
        AmqpException { Error: { } error } => ToException(error, entityPath),
        AmqpException or SocketException or IOException or AuthenticationException => new ServiceBusException(
            exception.Message, ServiceBusFailureReason.ServiceCommunicationProblem, entityPath, exception),
        TimeoutException => new ServiceBusException(exception.Message, ServiceBusFailureReason.ServiceTimeout, entityPath, exception),
        _ => null,
    };

    private static Exception ToException(string condition, string text, string? entityPath) => condition switch
    {
        "amqp:unauthorized-access" or "com.microsoft:auth-failed" => new UnauthorizedAccessException(text),
        "amqp:not-allowed" => new InvalidOperationException(text),
        "amqp:not-implemented" => new NotSupportedException(text),
        "com.microsoft:argument-error" => new ArgumentException(text, paramName: null),
        "com.microsoft:argument-out-of-range" => new ArgumentOutOfRangeException(null, text),
        _ when ReasonOf(condition) is { } reason => new ServiceBusException(text, reason, entityPath),
        _ => new ServiceBusException(isTransient: true, text, entityPath),
    };

    private static ServiceBusFailureReason? ReasonOf(string condition) => condition switch
    {
        "amqp:not-found" => ServiceBusFailureReason.MessagingEntityNotFound,
        Timeout => ServiceBusFailureReason.ServiceTimeout,
        "com.microsoft:server-busy" => ServiceBusFailureReason.ServiceBusy,
        "com.microsoft:entity-disabled" => ServiceBusFailureReason.MessagingEntityDisabled,
        "com.microsoft:entity-already-exists" => ServiceBusFailureReason.MessagingEntityAlreadyExists,
        MessageLockLost => ServiceBusFailureReason.MessageLockLost,
        SessionLockLost => ServiceBusFailureReason.SessionLockLost,
        "com.microsoft:session-cannot-be-locked" => ServiceBusFailureReason.SessionCannotBeLocked,
        "com.microsoft:message-not-found" => ServiceBusFailureReason.MessageNotFound,
        "amqp:resource-limit-exceeded" => ServiceBusFailureReason.QuotaExceeded,
        "amqp:link:message-size-exceeded" => ServiceBusFailureReason.MessageSizeExceeded,
        "amqp:link:detach-forced" or "amqp:connection:forced" or "amqp:illegal-state" => ServiceBusFailureReason.ServiceCommunicationProblem,
        _ => null,
    };
}
