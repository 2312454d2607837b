using Amqp.Handler;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>The link a message came by, and its delivery there.</summary>
internal sealed record ReceivedDelivery(ReceivingLink Link, IDelivery Delivery);
