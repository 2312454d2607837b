using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>Converts messages to bytes for the disk, and back. Safe for any thread.</summary>
internal interface IMessageEncoding
{
    /// <summary>Encodes a message.</summary>
    byte[] Encode(BrokerMessage message);

    /// <summary>Decodes the result of <see cref="Encode"/>.</summary>
    BrokerMessage Decode(byte[] bytes);
}
