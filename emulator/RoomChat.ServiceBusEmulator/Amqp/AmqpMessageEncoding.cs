using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Storage;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Stores messages as AMQP sections: most of a message is stored as the bytes that its sender sent.</summary>
internal sealed class AmqpMessageEncoding : IMessageEncoding
{
    public byte[] Encode(BrokerMessage message) => MessageMapping.Encode(message);

    public BrokerMessage Decode(byte[] bytes) => MessageMapping.Read(bytes);
}
