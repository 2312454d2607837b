using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>Turns messages into bytes for the disk, and back. Safe for any thread.</summary>
internal interface IMessageEncoding
{
    /// <summary>Encodes a message.</summary>
    byte[] Encode(BrokerMessage message);

    /// <summary>Decodes what <see cref="Encode"/> returned.</summary>
    BrokerMessage Decode(byte[] bytes);
}
