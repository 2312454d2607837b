using System.Diagnostics.CodeAnalysis;
using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>A message in its Service Bus form. Only this class names its properties.</summary>
public static class Envelope
{
    /// <summary>Application property with the room's name, <c>all</c> for everyone. Filters can use it.</summary>
    public const string RoomIdProperty = "room_id";

    private const string JsonContentType = "application/json";

    /// <summary>Puts a message into its envelope.</summary>
    /// <param name="message">The message; its id becomes the <see cref="ServiceBusMessage.MessageId"/>.</param>
    /// <param name="shard">The room's session, from <see cref="RoomShards.Of"/>.</param>
    public static ServiceBusMessage Seal(ChatMessage message, string shard)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new ServiceBusMessage(BinaryData.FromBytes(MessageBody.Write(message)))
        {
            MessageId = message.Id,
            SessionId = shard,
            ContentType = JsonContentType,
            ApplicationProperties = { [RoomIdProperty] = message.RoomId.Value },
        };
    }

    /// <summary>Reads a message from its envelope. False, with the reason, when it is not valid: then it can be dead-lettered.</summary>
    public static bool TryOpen(
        ServiceBusReceivedMessage envelope, [NotNullWhen(true)] out ChatMessage? message, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        try
        {
            message = MessageBody.Read(envelope.Body.ToMemory().Span);
            reason = null;
            return true;
        }
        catch (FormatException cause)
        {
            message = null;
            reason = cause.Message;
            return false;
        }
    }
}
