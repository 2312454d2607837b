using Amqp.Framing;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>All error conditions of the emulator. Clients evaluate the condition; the JavaScript client also evaluates the text.</summary>
internal static class AmqpErrors
{
    public const string SizeExceeded = "amqp:link:message-size-exceeded";

    public const string InternalCondition = "amqp:internal-error";

    public static Error EntityNotFound(EntityPath path) =>
        Of("amqp:not-found", $"The messaging entity 'sb://localhost/{path}' could not be found.");

    public static Error RuleNotFound(EntityPath subscription, string rule) =>
        Of("amqp:not-found", $"The messaging entity 'sb://localhost/{subscription}/Rules/{rule}' could not be found.");

    public static Error RuleExists(EntityPath subscription, string rule) =>
        Of("com.microsoft:entity-already-exists", $"The messaging entity 'sb://localhost/{subscription}/Rules/{rule}' already exists.");

    public static Error EntityDisabled(EntityPath path) =>
        Of("com.microsoft:entity-disabled", $"Messaging entity 'sb://localhost/{path}' is currently disabled.");

    public static Error Detached(EntityPath path, DetachReason reason) =>
        reason == DetachReason.Deleted ? EntityNotFound(path) : EntityDisabled(path);

    /// <summary>The error for messages that an entity refused.</summary>
    public static Error NotSent(EntityPath path, SendOutcome outcome) => outcome switch
    {
        SendOutcome.SessionIdMissing => SessionIdMissing(),
        SendOutcome.NotFound => EntityNotFound(path),
        SendOutcome.Disabled => EntityDisabled(path),
        var unknown => Internal(unknown.ToString()),
    };

    public static Error MessageNotFound() =>
        Of("com.microsoft:message-not-found", "A message with one of these sequence numbers could not be found.");

    public static Error MessageLockLost() =>
        Of(
            "com.microsoft:message-lock-lost",
            "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.");

    public static Error SessionLockLost(string sessionId) =>
        Of("com.microsoft:session-lock-lost", $"The lock on the session '{sessionId}' is lost or expired.");

    public static Error SessionCannotBeLocked(string sessionId) =>
        Of("com.microsoft:session-cannot-be-locked", $"The requested session '{sessionId}' cannot be accepted: another receiver has it.");

    public static Error SessionTimeout() =>
        Of("com.microsoft:timeout", "The operation did not complete within the allotted timeout: no session with messages was free.");

    public static Error SessionsRequired() =>
        NotAllowed("It is not possible for an entity that requires sessions to create a non-sessionful message receiver.");

    public static Error SessionsNotSupported() =>
        NotAllowed("It is not possible for an entity that does not require sessions to create a sessionful message receiver.");

    public static Error SessionIdMissing() =>
        NotAllowed("The SessionId was not set on a message, and it cannot be sent to the entity. It requires sessions.");

    public static Error MessageTooLarge(long size, long limit) => Of(SizeExceeded, $"The message is {size} bytes; the limit is {limit}.");

    public static Error HeaderTooLarge(long size, long limit) =>
        Of(SizeExceeded, $"The properties of the message are {size} bytes in all; the limit is {limit}.");

    public static Error ChangesTooLarge(long limit) =>
        Of(SizeExceeded, $"With these changes the properties of the message would have more than {limit} bytes in all.");

    public static Error StateTooLarge(long size, long limit) =>
        Of(SizeExceeded, $"The state of the session is {size} bytes; the limit is {limit}.");

    public static Error RuleTooLarge(string description) => Of(SizeExceeded, description);

    public static Error AnswerTooLarge(long size, long limit) =>
        Of(SizeExceeded, $"The answer, or the first part of it, is {size} bytes; the link takes {limit}.");

    public static Error NoReplyLink(string? replyTo) => Of("amqp:precondition-failed", $"There is no link for answers to '{replyTo}'.");

    public static Error NotAllowed(string description) => Of("amqp:not-allowed", description);

    public static Error NotImplemented(string description) => Of("amqp:not-implemented", description);

    public static Error InvalidField(string description) => Of("amqp:invalid-field", description);

    public static Error BadArgument(string description) => Of("com.microsoft:argument-error", description);

    public static Error Undecodable(string description) => Of("amqp:decode-error", description);

    public static Error Unauthorized(string description) => Of("amqp:unauthorized-access", description);

    public static Error TooManyTransfers(int credit) =>
        Of("amqp:link:transfer-limit-exceeded", $"More messages are on the way than the credit of {credit} allows.");

    public static Error Framing(string description) => Of("amqp:connection:framing-error", description);

    public static Error LimitExceeded(string description) => Of("amqp:resource-limit-exceeded", description);

    public static Error ConnectionForced(string description) => Of("amqp:connection:forced", description);

    public static Error Internal(string description) => Of(InternalCondition, description);

    private static Error Of(string condition, string description) => new(new Symbol(condition)) { Description = description };
}
