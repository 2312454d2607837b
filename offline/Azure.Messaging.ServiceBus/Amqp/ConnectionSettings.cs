using System.Net.Security;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>What it takes to open a connection.</summary>
internal sealed record ConnectionSettings(
    BrokerAddress Address, ICbsTokens Tokens, string Identifier, TimeSpan OpenTimeout, TimeSpan IdleTimeout, RemoteCertificateValidationCallback? CertificateValidation);
