using System.Collections.Concurrent;
using System.Reflection;
using Amqp;
using Amqp.Sasl;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>A live connection: gives out sessions, proves the right to use entities, and holds the links for requests.</summary>
internal sealed class AmqpConnection : IEndpoint
{
    private const int MaxFrameSize = 65_536;
    private const ushort MaxSessions = 5_000;

    private readonly Connection _connection;
    private readonly TimeSpan _openTimeout;
    private readonly CbsAuthorization _authorization;
    private readonly ConcurrentDictionary<string, OnDemand<RequestResponseLink>> _management = new(StringComparer.Ordinal);

    private AmqpConnection(Connection connection, BrokerAddress address, ICbsTokens tokens, TimeSpan openTimeout)
    {
        _connection = connection;
        _openTimeout = openTimeout;
        _authorization = new(this, address, tokens, openTimeout, TimeProvider.System);
        ServiceBusEventSource.Log.Connected(address.Host);
        connection.AddClosedCallback((_, error) =>
        {
            _authorization.Stop();
            ServiceBusEventSource.Log.Disconnected(address.Host, error?.Description ?? "no reason given");
        });
    }

    public bool IsOpen => !_connection.IsClosed;

    public static async Task<AmqpConnection> OpenAsync(ConnectionSettings settings, CancellationToken ct)
    {
        var factory = new ConnectionFactory();
        factory.SASL.Profile = SaslProfile.Anonymous;
        factory.TCP.NoDelay = true;
        factory.SSL.RemoteCertificateValidationCallback = settings.CertificateValidation;
        factory.AMQP.MaxFrameSize = MaxFrameSize;
        factory.AMQP.MaxSessionsPerConnection = MaxSessions;
        // The library tells the peer half of it.
        factory.AMQP.IdleTimeout = (int)Math.Min(2 * settings.IdleTimeout.TotalMilliseconds, int.MaxValue);
        factory.AMQP.ContainerId = $"{settings.Identifier}-{Guid.NewGuid():N}";
        factory.AMQP.HostName = settings.Address.Namespace;

        var connecting = factory.CreateAsync(settings.Address.ToAmqp(), ct, new ConnectionEvents());
        try
        {
            // The library looks at the token only while connecting and opening; a peer that accepts and then says nothing would hold us for ever.
            return new(await connecting.WaitAsync(ct), settings.Address, settings.Tokens, settings.OpenTimeout);
        }
        catch (OperationCanceledException)
        {
            _ = connecting.ContinueWith(static late => _ = CloseLateAsync(late), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    public Session CreateSession() => new(_connection);

    public Task AuthorizeAsync(string entityPath, CancellationToken ct) => _authorization.AuthorizeAsync(entityPath, ct);

    /// <summary>The link for requests about an entity.</summary>
    public ValueTask<RequestResponseLink> GetManagementAsync(string entityPath, CancellationToken ct) =>
        _management.GetOrAdd(entityPath, NewManagement).GetAsync(ct);

    public Task CloseAsync() => _connection.CloseQuietlyAsync();

    private static async Task CloseLateAsync(Task<Connection> late) => await (await late).CloseQuietlyAsync();

    private OnDemand<RequestResponseLink> NewManagement(string entityPath) => new(
        async ct =>
        {
            var address = EntityPath.Management(entityPath);
            await AuthorizeAsync(address, ct);
            return await RequestResponseLink.OpenAsync(this, address, ct);
        },
        _openTimeout);

    internal static string ProductVersion { get; } =
        typeof(AmqpConnection).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
