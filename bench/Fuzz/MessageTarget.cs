using Amqp;
using RoomChat.ServiceBusEmulator.Amqp;
using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.Benchmarks.Fuzz;

/// <summary>Messages and batches: reads them and their properties, writes them and reads them again.</summary>
internal sealed class MessageTarget(int seed) : IFuzzTarget
{
    private const uint BatchFormat = 0x80013700;
    private readonly ByteMutations _mutations = new(seed, GoodInputs.Messages);
    private bool _isBatch;

    public string Name => "message";

    public byte[] Next() => _mutations.Next();

    public bool Take(byte[] input)
    {
        _isBatch = !_isBatch;
        try
        {
            var received = new IncomingMessage(new ByteBuffer(input, 0, input.Length, input.Length))
            {
                Format = _isBatch ? BatchFormat : 0
            };
            foreach (var message in MessageMapping.ReadAll(received))
            {
                _ = message.Properties.Count;
                var again = MessageMapping.Read(MessageMapping.Encode(message));
                var isBodySame = message.Body.IsEmpty || again.Body.Span.SequenceEqual(message.Body.Span);
                if (again.MessageId != message.MessageId || again.Properties.Count != message.Properties.Count || !isBodySame)
                    throw new InvalidOperationException("What was written is not what was read.");
                if (MessageSections.FindProperties(MessageMapping.WriteBytes(Delivered(message))).IsEmpty)
                    throw new InvalidOperationException("What a receiver gets cannot be read.");
            }

            return true;
        }
        catch (AmqpException)
        {
            return false;
        }
    }

    private static DeliveredMessage Delivered(BrokerMessage message) =>
        new() { Message = message, SequenceNumber = 1, EnqueuedSequenceNumber = 1, EnqueuedTime = DateTimeOffset.UnixEpoch };
}
