using Amqp;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Where the broker listens.</summary>
/// <param name="Namespace">Host of the namespace; what tokens and the open frame name.</param>
/// <param name="Host">Host to connect to.</param>
/// <param name="Port">TCP port.</param>
/// <param name="UseTls">Everywhere but with an emulator.</param>
internal sealed record BrokerAddress(string Namespace, string Host, int Port, bool UseTls)
{
    private const int TlsPort = 5671;
    private const int PlainPort = 5672;

    public static BrokerAddress From(string fullyQualifiedNamespace, int port, bool emulator, Uri? customEndpoint)
    {
        if (customEndpoint is { Port: > 0 }) port = customEndpoint.Port;
        if (port <= 0) port = emulator ? PlainPort : TlsPort;
        return new(fullyQualifiedNamespace, customEndpoint?.Host ?? fullyQualifiedNamespace, port, !emulator);
    }

    public Address ToAmqp() => new(Host, Port, null, null, "/", UseTls ? "amqps" : "amqp");

    public string Audience(string entityPath) => $"{(UseTls ? "amqps" : "amqp")}://{Namespace}/{entityPath}";
}
