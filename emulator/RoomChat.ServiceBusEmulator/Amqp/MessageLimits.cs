using Amqp.Framing;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Limits of a single message. The numbers are those of Service Bus.</summary>
internal static class MessageLimits
{
    /// <summary>Bytes of a message: the limit of the standard tier.</summary>
    public const int MaxMessageSize = 262_144;

    /// <summary>Bytes of a batch, and of any single transfer.</summary>
    public const int MaxBatchSize = 1_048_576;

    /// <summary>Bytes of everything but the body of a message.</summary>
    public const int MaxHeaderSize = 65_536;

    /// <summary>Bytes of the state that an application stores with a session: the same as of a message.</summary>
    public const int MaxStateSize = MaxMessageSize;

    private const int LongestId = 128;

    /// <summary>Why the message is refused; null when it is accepted.</summary>
    public static Error? Check(BrokerMessage message)
    {
        if (message.Size > MaxMessageSize) return AmqpErrors.MessageTooLarge(message.Size, MaxMessageSize);
        if (message.Size - message.Body.Length is > MaxHeaderSize and var header) return AmqpErrors.HeaderTooLarge(header, MaxHeaderSize);
        if (message.MessageId.Length > LongestId) return TooLong("MessageId", message.MessageId);
        if (message.SessionId is { Length: > LongestId } session) return TooLong("SessionId", session);
        if (message.PartitionKey is { Length: > LongestId } key) return TooLong("PartitionKey", key);
        if (message is { SessionId: { } sessionId, PartitionKey: { } partition }
            && !string.Equals(sessionId, partition, StringComparison.Ordinal))
        {
            return AmqpErrors.BadArgument($"The PartitionKey '{partition}' must be the SessionId '{sessionId}' when both are set.");
        }

        return null;
    }

    /// <summary>Whether the properties of a changed message are within the limit.</summary>
    public static bool AllowsHeader(BrokerMessage message) => MessageMapping.HeaderSize(message) <= MaxHeaderSize;

    private static Error TooLong(string property, string value) =>
        AmqpErrors.BadArgument($"The {property} has {value.Length} characters; the limit is {LongestId}.");
}
