using System.Runtime.InteropServices;
using Amqp.Framing;
using Amqp.Handler;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Hears what the library tells only through its protocol events: introduces the client, and hands on the broker's word on settlements.</summary>
internal sealed class ConnectionEvents : IHandler
{
    public bool CanHandle(EventId id) => id is EventId.ConnectionLocalOpen or EventId.DeliveryStateChanged;

    public void Handle(Event protocolEvent)
    {
        switch (protocolEvent)
        {
            case { Id: EventId.ConnectionLocalOpen, Context: Open open }:
                open.Properties = new Fields
                {
                    [new Symbol("product")] = "RoomChat.offline.Azure.Messaging.ServiceBus",
                    [new Symbol("version")] = AmqpConnection.ProductVersion,
                    [new Symbol("framework")] = RuntimeInformation.FrameworkDescription,
                    [new Symbol("platform")] = RuntimeInformation.OSDescription,
                };
                break;
            case { Id: EventId.DeliveryStateChanged, Link: ConfirmingReceiverLink link, Context: IDelivery delivery }:
                link.OnConfirmed(delivery);
                break;
        }
    }
}
