using Amqp.Framing;
using Amqp.Types;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Opens receiving links, with or without a session.</summary>
internal static class ReceivingLinkOpening
{
    // Ours ends a little later than the broker's, so that the broker's answer "none free" arrives.
    private static readonly TimeSpan TimeForTheAnswer = TimeSpan.FromMilliseconds(50);

    private static readonly Symbol SessionFilter = "com.microsoft:session-filter";
    private static readonly Symbol LockedUntil = "com.microsoft:locked-until-utc";
    private static readonly Symbol AttachTimeout = "com.microsoft:timeout";
    private static readonly Symbol ReceiverName = "com.microsoft:receiver-name";

    /// <summary>Opens a link on an entity.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="entityPath">Queue or subscription.</param>
    /// <param name="options">Mode, prefetch and name.</param>
    /// <param name="wish">The session, on entities that have them.</param>
    /// <param name="timeout">How long the broker may look for a free session.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<ReceivingLink> OpenAsync(
        AmqpConnection connection, string entityPath, ServiceBusReceiverOptions options, SessionWish? wish, TimeSpan timeout, CancellationToken ct)
    {
        await connection.AuthorizeAsync(entityPath, ct);
        var session = connection.CreateSession();
        var attach = AttachFor(entityPath, options, wish, timeout);
        var (link, remote) = await LinkAttaching.AttachAsync(
            session, entityPath, onAttached => new ConfirmingReceiverLink(session, $"{options.Identifier}-{Guid.NewGuid():N}", attach, onAttached), ct);
        return new(link, entityPath, options, wish is null ? default : GrantedSession(remote, entityPath));
    }

    private static Attach AttachFor(string entityPath, ServiceBusReceiverOptions options, SessionWish? wish, TimeSpan timeout)
    {
        var peekLock = options.ReceiveMode == ServiceBusReceiveMode.PeekLock;
        var forBroker = timeout > 2 * TimeForTheAnswer ? timeout - TimeForTheAnswer : timeout;
        return new Attach
        {
            Source = new Source
            {
                Address = entityPath,
                FilterSet = wish is null ? null : new Map { [SessionFilter] = wish.SessionId },
            },
            Target = new Target { Address = options.Identifier },
            SndSettleMode = peekLock ? SenderSettleMode.Unsettled : SenderSettleMode.Settled,
            RcvSettleMode = peekLock ? ReceiverSettleMode.Second : ReceiverSettleMode.First,
            Properties = new Fields
            {
                [AttachTimeout] = (uint)Math.Min(forBroker.TotalMilliseconds, uint.MaxValue),
                [ReceiverName] = options.Identifier,
            },
        };
    }

    private static (string? Id, DateTimeOffset LockedUntil) GrantedSession(Attach remote, string entityPath)
    {
        if (((Source)remote.Source).FilterSet?[SessionFilter] is not string id)
            throw new ServiceBusException(isTransient: false, "The broker attached the link without a session.", entityPath);
        var lockedUntil = remote.Properties?[LockedUntil] is long ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return (id, lockedUntil);
    }
}
