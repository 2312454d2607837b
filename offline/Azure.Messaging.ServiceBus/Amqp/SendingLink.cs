using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>A link that sends; a send is done when the broker accepted it. Any number may be under way.</summary>
internal sealed class SendingLink : IEndpoint
{
    private readonly SenderLink _link;
    private readonly string _entityPath;

    private SendingLink(SenderLink link, string entityPath, long maxMessageSize) =>
        (_link, _entityPath, MaxMessageSize) = (link, entityPath, maxMessageSize);

    public bool IsOpen => !_link.IsClosed && !_link.Session.IsClosed;

    public string Name => _link.Name;

    /// <summary>Most bytes of a message, or of a batch with all in it.</summary>
    public long MaxMessageSize { get; }

    public static async Task<SendingLink> OpenAsync(AmqpConnection connection, string entityPath, string identifier, CancellationToken ct)
    {
        await connection.AuthorizeAsync(entityPath, ct);
        var session = connection.CreateSession();
        var attach = new Attach
        {
            Source = new Source { Address = identifier },
            Target = new Target { Address = entityPath },
            SndSettleMode = SenderSettleMode.Unsettled,
            RcvSettleMode = ReceiverSettleMode.First,
        };
        var (link, remote) = await LinkAttaching.AttachAsync(
            session, entityPath, onAttached => new SenderLink(session, $"{identifier}-{Guid.NewGuid():N}", attach, onAttached), ct);
        return new(link, entityPath, remote.MaxMessageSize is 0 or > long.MaxValue ? long.MaxValue : (long)remote.MaxMessageSize);
    }

    public async Task SendAsync(Message message, CancellationToken ct)
    {
        ThrowIfTooLarge(message);
        var accepted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _link.Send(message, OnOutcome, accepted);
        await accepted.Task.WaitAsync(ct);
    }

    /// <summary>Drops the link with all that waits in it. Closing in good order would wait for credit that may never come.</summary>
    public void Abort() => _link.Session.Close(TimeSpan.Zero);

    public Task CloseAsync() => _link.CloseQuietlyAsync();

    // The estimate leaves out properties, of which a message has at most 64 KiB: only what comes near the limit is measured.
    private void ThrowIfTooLarge(Message message)
    {
        if (message.GetEstimatedMessageSize() <= MaxMessageSize / 2) return;
        var size = message.Encode().Length;
        if (size <= MaxMessageSize) return;
        throw new ServiceBusException($"The message has {size} bytes, more than the {MaxMessageSize} that the broker takes.", ServiceBusFailureReason.MessageSizeExceeded, _entityPath);
    }

    private void OnOutcome(ILink link, Message message, Outcome? outcome, object state)
    {
        var accepted = (TaskCompletionSource)state;
        switch (outcome)
        {
            case null or Accepted:
                accepted.TrySetResult();
                break;
            case Rejected rejected:
                accepted.TrySetException(AmqpErrors.ToException(rejected.Error, _entityPath));
                break;
            default:
                // The library says "released" when the link went away under the message.
                accepted.TrySetException(new LinkLostException(_link.Error));
                break;
        }
    }
}
