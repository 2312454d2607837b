using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// A received message, not decoded. Parts that the broker only passes on keep their original bytes, and a malformed message cannot
/// break the connection.
/// </summary>
internal sealed class IncomingMessage(ByteBuffer buffer) : Message
{
    public ReadOnlyMemory<byte> Encoded { get; } = buffer.Buffer.AsMemory(buffer.Offset, buffer.Length);

    /// <summary>Whether the client sent it settled, so that it receives no outcome.</summary>
    public bool IsSettled { get; set; }

    /// <exception cref="AmqpException">It cannot be read.</exception>
    public Message Decode() => MessageMapping.Decode(Encoded);
}
