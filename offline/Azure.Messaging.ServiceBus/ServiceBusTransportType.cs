namespace Azure.Messaging.ServiceBus;

/// <summary>How the client reaches the broker.</summary>
public enum ServiceBusTransportType
{
    /// <summary>AMQP over TCP, with TLS unless the connection string says <c>UseDevelopmentEmulator=true</c>.</summary>
    AmqpTcp = 0,
}
