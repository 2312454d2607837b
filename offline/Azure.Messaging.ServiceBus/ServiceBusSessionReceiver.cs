using Azure.Messaging.ServiceBus.Amqp;

namespace Azure.Messaging.ServiceBus;

/// <summary>Holds one session, and receives its messages in order. When its link or lock is lost it is of no more use: accept the session again.</summary>
public class ServiceBusSessionReceiver : ServiceBusReceiver
{
    private readonly ReceivingLink _link;

    private ServiceBusSessionReceiver(ServiceBusClient client, string entityPath, ServiceBusReceiverOptions options, ReceivingLink link)
        : base(client, entityPath, options, link) => _link = link;

    /// <summary>For deriving a mock.</summary>
    protected ServiceBusSessionReceiver() => _link = null!;

    /// <summary>Whether the receiver was closed or lost its link, and with it the session.</summary>
    public override bool IsClosed => base.IsClosed || !_link.IsOpen;

    /// <summary>The session.</summary>
    public virtual string SessionId => _link.SessionId!;

    /// <summary>When the lock on the session ends unless renewed, UTC.</summary>
    public virtual DateTimeOffset SessionLockedUntil => _link.SessionLockedUntil;

    /// <summary>Reads what was kept with the session; null when nothing is.</summary>
    public virtual Task<BinaryData?> GetSessionStateAsync(CancellationToken cancellationToken = default) => Operations.RequestForSessionAsync(
        "GetSessionState", static (requests, session, link, ct) => requests.GetSessionStateAsync(session, link, ct), cancellationToken);

    /// <summary>Keeps something with the session; null removes it.</summary>
    public virtual Task SetSessionStateAsync(BinaryData? sessionState, CancellationToken cancellationToken = default) => Operations.RequestForSessionAsync(
        "SetSessionState",
        async (requests, session, link, ct) =>
        {
            await requests.SetSessionStateAsync(session, sessionState, link, ct);
            return true;
        },
        cancellationToken);

    /// <summary>Begins the lock on the session anew.</summary>
    /// <exception cref="ServiceBusException"><see cref="ServiceBusFailureReason.SessionLockLost"/>.</exception>
    public virtual async Task RenewSessionLockAsync(CancellationToken cancellationToken = default) =>
        _link.SessionLockedUntil = await Operations.RequestForSessionAsync(
            "RenewSessionLock", static (requests, session, link, ct) => requests.RenewSessionLockAsync(session, link, ct), cancellationToken);

    /// <summary>Completes when the link is closed or lost, and with it the session.</summary>
    internal Task WhenLinkClosed => _link.WhenClosed;

    internal ServiceBusException SessionLost(Exception? cause) => Operations.SessionLost(_link, cause);

    internal static async Task<ServiceBusSessionReceiver> AcceptAsync(
        ServiceBusClient client, string entityPath, SessionWish wish, ServiceBusSessionReceiverOptions sessionOptions, CancellationToken ct)
    {
        var options = sessionOptions.ToReceiverOptions();
        options.Identifier ??= $"{entityPath}-{Guid.NewGuid():N}";
        var link = await client.Operations.RunAsync(
            entityPath,
            async token => await ReceivingLinkOpening.OpenAsync(await client.Connections.GetAsync(token), entityPath, options, wish, client.OpenTimeout, token),
            ct);
        return new(client, entityPath, options, link);
    }
}
