using System.ComponentModel;
using System.Net.Security;

namespace Azure.Messaging.ServiceBus;

/// <summary>Options of a <see cref="ServiceBusClient"/>.</summary>
public class ServiceBusClientOptions
{
    private TimeSpan _connectionIdleTimeout = TimeSpan.FromMinutes(1);

    /// <summary>A connection on which nothing is heard for this long counts as lost; one minute unless set.</summary>
    public TimeSpan ConnectionIdleTimeout
    {
        get => _connectionIdleTimeout;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            _connectionIdleTimeout = value;
        }
    }

    /// <summary>Decides about the broker's certificate; null leaves it to the system.</summary>
    public RemoteCertificateValidationCallback? CertificateValidationCallback { get; set; }

    /// <summary>Where to connect, when not to the namespace itself (a proxy or private endpoint).</summary>
    public Uri? CustomEndpointAddress { get; set; }

    /// <summary>Names this client in the broker's logs; made up unless set.</summary>
    public string? Identifier { get; set; }

    /// <summary>How failed operations are tried again.</summary>
    public ServiceBusRetryOptions RetryOptions { get; set; } = new();

    /// <summary>How the broker is reached.</summary>
    public ServiceBusTransportType TransportType { get; set; } = ServiceBusTransportType.AmqpTcp;

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => base.Equals(obj);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override string? ToString() => base.ToString();
}
