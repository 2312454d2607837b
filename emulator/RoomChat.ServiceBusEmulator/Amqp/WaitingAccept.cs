using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Registers a receiver that waits for a session at its entity.</summary>
internal sealed class WaitingAccept(PendingAttach pending, EntityPath path) : IAttachment
{
    public AttachmentKind Kind => AttachmentKind.Receiver;

    public void Detach(DetachReason reason) => pending.OnRefused(AmqpErrors.Detached(path, reason));
}
