using Amqp.Handler;
using EventId = Amqp.Handler.EventId;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>What the library offers only as protocol events: the delivery tag, and a detach before it is handled.</summary>
internal sealed class LinkEvents(SessionAccepts sessions) : IHandler
{
    public bool CanHandle(EventId id) => id is EventId.SendDelivery or EventId.LinkRemoteClose;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent.Id == EventId.LinkRemoteClose) sessions.OnDetach(protocolEvent.Link);
        else if (protocolEvent.Context is IDelivery { Message: OutgoingMessage { LockToken: { } token } } delivery) delivery.Tag = token.ToByteArray();
    }
}
