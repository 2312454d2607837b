using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>A message on its way to a receiver, with the lock that its delivery tag tells.</summary>
/// <param name="lockToken">Null when it is received and deleted in one.</param>
internal sealed class OutgoingMessage(Guid? lockToken) : Message
{
    public Guid? LockToken { get; } = lockToken;
}
