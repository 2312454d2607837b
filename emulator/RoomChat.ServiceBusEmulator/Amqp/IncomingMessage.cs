using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// A message as it came in, not decoded: what is only passed on need not be read, comes out with the bytes it came in with, and
/// cannot harm the connection when it is malformed.
/// </summary>
internal sealed class IncomingMessage(ByteBuffer buffer) : Message
{
    public ReadOnlyMemory<byte> Encoded { get; } = buffer.Buffer.AsMemory(buffer.Offset, buffer.Length);

    /// <summary>Whether the client sent it settled, so that no outcome can be told.</summary>
    public bool IsSettled { get; set; }

    /// <exception cref="AmqpException">It cannot be read.</exception>
    public Message Decode() => MessageMapping.Decode(Encoded);
}
