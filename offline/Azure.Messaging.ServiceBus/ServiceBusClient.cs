using Azure.Core;
using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>The way to a namespace: one connection, shared by all senders and receivers made here, opened when first needed and again after a loss.</summary>
public partial class ServiceBusClient : IAsyncDisposable
{
    /// <summary>A client for a connection string.</summary>
    public ServiceBusClient(string connectionString)
        : this(connectionString, new ServiceBusClientOptions())
    {
    }

    /// <summary>A client for a connection string.</summary>
    /// <exception cref="ArgumentException">The string lacks the endpoint, or has neither a key nor a signature.</exception>
    public ServiceBusClient(string connectionString, ServiceBusClientOptions? options)
        : this(ServiceBusConnectionStringProperties.Parse(connectionString), options ?? new())
    {
    }

    /// <summary>A client that signs in with a named key.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, AzureNamedKeyCredential credential, ServiceBusClientOptions? options = null)
        : this(HostOf(fullyQualifiedNamespace), -1, emulator: false, new SharedKeyTokens(credential, TimeProvider.System), options ?? new())
    {
    }

    /// <summary>A client that signs in with a shared access signature.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, AzureSasCredential credential, ServiceBusClientOptions? options = null)
        : this(HostOf(fullyQualifiedNamespace), -1, emulator: false, new SharedSignatureTokens(credential), options ?? new())
    {
    }

    /// <summary>A client that signs in with Microsoft Entra ID.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential)
        : this(fullyQualifiedNamespace, credential, new ServiceBusClientOptions())
    {
    }

    /// <summary>A client that signs in with Microsoft Entra ID.</summary>
    public ServiceBusClient(string fullyQualifiedNamespace, TokenCredential credential, ServiceBusClientOptions? options)
        : this(HostOf(fullyQualifiedNamespace), -1, emulator: false, new EntraTokens(credential), options ?? new())
    {
    }

    /// <summary>For deriving a mock.</summary>
    protected ServiceBusClient() => (FullyQualifiedNamespace, Identifier, Operations, Connections) = ("", "", null!, null!);

    private ServiceBusClient(ServiceBusConnectionStringProperties connectionString, ServiceBusClientOptions options)
        : this(
            connectionString.FullyQualifiedNamespace ?? throw new ArgumentException("The connection string has no Endpoint.", nameof(connectionString)),
            connectionString.Endpoint!.Port, connectionString.UseDevelopmentEmulator, connectionString.ToTokens(), options)
    {
    }

    private ServiceBusClient(string host, int port, bool emulator, ICbsTokens tokens, ServiceBusClientOptions options)
    {
        FullyQualifiedNamespace = host;
        Identifier = options.Identifier ?? $"{host}-{Guid.NewGuid():N}";
        TransportType = options.TransportType;
        Operations = new(options.RetryOptions.ToPolicy());
        var address = BrokerAddress.From(host, port, emulator, options.CustomEndpointAddress);
        var settings = new ConnectionSettings(address, tokens, Identifier, OpenTimeout, options.ConnectionIdleTimeout, options.CertificateValidationCallback);
        Connections = new(ct => AmqpConnection.OpenAsync(settings, ct), OpenTimeout);
    }

    /// <summary>Host of the namespace.</summary>
    public virtual string FullyQualifiedNamespace { get; }

    /// <summary>This client's name in the broker's logs.</summary>
    public virtual string Identifier { get; }

    /// <summary>Whether the client was disposed.</summary>
    public virtual bool IsClosed => Connections.IsClosed;

    /// <summary>How the broker is reached.</summary>
    public ServiceBusTransportType TransportType { get; }

    internal OnDemand<AmqpConnection> Connections { get; }

    internal OperationRunner Operations { get; }

    /// <summary>Longest time to open a connection or link.</summary>
    internal TimeSpan OpenTimeout => Operations.Policy.CalculateTryTimeout(0);

    /// <summary>Makes a sender; nothing is opened before the first send.</summary>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName) => CreateSender(queueOrTopicName, new());

    /// <summary>Makes a sender; nothing is opened before the first send.</summary>
    public virtual ServiceBusSender CreateSender(string queueOrTopicName, ServiceBusSenderOptions? options)
    {
        ThrowIfClosed();
        return new(options, this, Checked(queueOrTopicName));
    }

    /// <summary>Makes a receiver of a queue; nothing is opened before the first use.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName) => CreateReceiver(queueName, new ServiceBusReceiverOptions());

    /// <summary>Makes a receiver of a queue; nothing is opened before the first use.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string queueName, ServiceBusReceiverOptions? options) => NewReceiver(Checked(queueName), options);

    /// <summary>Makes a receiver of a subscription; nothing is opened before the first use.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName) => CreateReceiver(topicName, subscriptionName, new());

    /// <summary>Makes a receiver of a subscription; nothing is opened before the first use.</summary>
    public virtual ServiceBusReceiver CreateReceiver(string topicName, string subscriptionName, ServiceBusReceiverOptions? options) =>
        NewReceiver(EntityPath.Subscription(Checked(topicName), Checked(subscriptionName)), options);

    /// <summary>Locks the next session of a queue that has messages and no receiver.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.ServiceTimeout"/>: none was free within the try timeout, nor in the retries.</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string queueName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        AcceptAsync(Checked(queueName), new(null), options, cancellationToken);

    /// <summary>Locks the next session of a subscription that has messages and no receiver.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.ServiceTimeout"/>: none was free within the try timeout, nor in the retries.</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptNextSessionAsync(
        string topicName, string subscriptionName, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        AcceptAsync(EntityPath.Subscription(Checked(topicName), Checked(subscriptionName)), new(null), options, cancellationToken);

    /// <summary>Locks a session of a queue by name.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.SessionCannotBeLocked"/>: somebody else holds it.</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptSessionAsync(
        string queueName, string sessionId, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        AcceptAsync(Checked(queueName), Named(sessionId), options, cancellationToken);

    /// <summary>Locks a session of a subscription by name.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.SessionCannotBeLocked"/>: somebody else holds it.</exception>
    public virtual Task<ServiceBusSessionReceiver> AcceptSessionAsync(
        string topicName, string subscriptionName, string sessionId, ServiceBusSessionReceiverOptions? options = null, CancellationToken cancellationToken = default) =>
        AcceptAsync(EntityPath.Subscription(Checked(topicName), Checked(subscriptionName)), Named(sessionId), options, cancellationToken);

    /// <summary>Makes what manages the rules of a subscription; nothing is opened before the first use.</summary>
    public virtual ServiceBusRuleManager CreateRuleManager(string topicName, string subscriptionName)
    {
        ThrowIfClosed();
        return new(this, EntityPath.Subscription(Checked(topicName), Checked(subscriptionName)));
    }

    /// <summary>Closes the connection and with it all senders and receivers made here.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await Connections.CloseAsync();
        GC.SuppressFinalize(this);
    }

    internal static string HostOf(string fullyQualifiedNamespace)
    {
        ArgumentException.ThrowIfNullOrEmpty(fullyQualifiedNamespace);
        return Uri.TryCreate(fullyQualifiedNamespace, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : fullyQualifiedNamespace;
    }

    private static string Checked(string name, [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        return name;
    }

    private static SessionWish Named(string sessionId) => new(sessionId ?? throw new ArgumentNullException(nameof(sessionId)));

    private ServiceBusReceiver NewReceiver(string entityPath, ServiceBusReceiverOptions? options)
    {
        ThrowIfClosed();
        return new(this, EntityPath.WithSubQueue(entityPath, options?.SubQueue ?? SubQueue.None), options ?? new(), sessionLink: null);
    }

    private Task<ServiceBusSessionReceiver> AcceptAsync(string entityPath, SessionWish wish, ServiceBusSessionReceiverOptions? options, CancellationToken ct)
    {
        ThrowIfClosed();
        return ServiceBusSessionReceiver.AcceptAsync(this, entityPath, wish, options ?? new(), ct);
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(IsClosed, this);
}
