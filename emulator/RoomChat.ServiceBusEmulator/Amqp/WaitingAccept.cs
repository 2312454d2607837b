using RoomChat.ServiceBusEmulator.Broker;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>A receiver that waits for a session, as its entity sees it.</summary>
internal sealed class WaitingAccept(PendingAttach pending, EntityPath path) : IAttachment
{
    public AttachmentKind Kind => AttachmentKind.Receiver;

    public void Detach(DetachReason reason) => pending.OnRefused(AmqpErrors.Detached(path, reason));
}
