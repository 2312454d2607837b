using Amqp.Handler;
using EventId = Amqp.Handler.EventId;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// Handles data that the library offers only as protocol events: the delivery tag, whether a received message is settled, a detach before
/// the library handles it, and a new connection.
/// </summary>
internal sealed class LinkEvents(SessionAccepts sessions, OpenConnections connections) : IHandler
{
    public bool CanHandle(EventId id) =>
        id is EventId.SendDelivery or EventId.ReceiveDelivery or EventId.LinkRemoteClose or EventId.ConnectionRemoteOpen;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent.Id == EventId.LinkRemoteClose) sessions.OnDetach(protocolEvent.Link);
        else if (protocolEvent.Id == EventId.ConnectionRemoteOpen) connections.Add(protocolEvent.Connection);
        else if (protocolEvent.Context is IDelivery { Message: IncomingMessage message } received) message.IsSettled = received.Settled;
        else if (protocolEvent.Context is IDelivery { Message: OutgoingMessage { LockToken: { } token } } delivery)
            delivery.Tag = token.ToByteArray();
    }
}
