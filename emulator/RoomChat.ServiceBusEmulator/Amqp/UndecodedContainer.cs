using System.Security.Cryptography.X509Certificates;
using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Wraps the library's container, but does not decode received messages.</summary>
internal sealed class UndecodedContainer(IContainer inner) : IContainer
{
    public X509Certificate2 ServiceCertificate => inner.ServiceCertificate;

    public IDictionary<string, TransportProvider> CustomTransports => inner.CustomTransports;

    public Message CreateMessage(ByteBuffer buffer) => new IncomingMessage(buffer);

    public Link CreateLink(ListenerConnection connection, ListenerSession session, Attach attach) =>
        inner.CreateLink(connection, session, attach);

    public bool AttachLink(ListenerConnection connection, ListenerSession session, Link link, Attach attach) =>
        inner.AttachLink(connection, session, link, attach);
}
