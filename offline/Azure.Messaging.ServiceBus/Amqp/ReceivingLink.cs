using System.Threading.Channels;
using Amqp;
using Amqp.Framing;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>A link that receives: asks the broker for as many messages as callers want (or for the prefetch), and buffers what comes.</summary>
internal sealed class ReceivingLink : IEndpoint
{
    // After the first message of a batch: long enough for what the broker is just sending, short against what a person notices.
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(2);

    private readonly ConfirmingReceiverLink _link;
    private readonly Channel<Message> _arrived = Channel.CreateUnbounded<Message>(new UnboundedChannelOptions { SingleWriter = true });
    private readonly Lock _gate = new();
    private readonly bool _peekLock;
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _prefetch;
    private int _wanted;
    private int _credit;

    internal ReceivingLink(ConfirmingReceiverLink link, string entityPath, ServiceBusReceiverOptions options, (string? Id, DateTimeOffset LockedUntil) session)
    {
        _link = link;
        _prefetch = options.PrefetchCount;
        _peekLock = options.ReceiveMode == ServiceBusReceiveMode.PeekLock;
        (SessionId, SessionLockedUntil) = session;
        link.AddClosedCallback((_, error) => OnLost(error, entityPath));
        // The callback goes in with a credit of none; credit is given below, in the library's manual mode.
        link.Start(0, OnArrived);
        TopUp();
    }

    public bool IsOpen => !_link.IsClosed;

    public string Name => _link.Name;

    /// <summary>The session that this link holds; null outside sessions.</summary>
    public string? SessionId { get; }

    public DateTimeOffset SessionLockedUntil { get; set; }

    /// <summary>Completes when the link is closed, by whichever side, or lost.</summary>
    public Task WhenClosed => _closed.Task;

    /// <summary>Why the link was closed by the broker, if it said so.</summary>
    public Error? Error => _link.Error;

    /// <summary>Waits for the first message, then takes what is there, up to the most wanted. An empty answer means that the time is over.</summary>
    public async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveAsync(int most, TimeSpan wait, CancellationToken ct)
    {
        var taken = new List<ServiceBusReceivedMessage>(Math.Min(most, 256));
        Want(most);
        try
        {
            Take(taken, most);
            if (taken.Count == 0) await TakeFirstAsync(taken, most, wait, ct);
            if (taken.Count > 0 && taken.Count < most)
            {
                // Not to be cancelled: what was taken must reach the caller.
                await Task.Delay(Linger, CancellationToken.None);
                Take(taken, most);
            }

            return taken;
        }
        finally
        {
            Want(-most);
        }
    }

    /// <summary>Changes how many messages to have at hand; what has come stays.</summary>
    public void ChangePrefetch(int count)
    {
        lock (_gate) _prefetch = count;
        TopUp();
    }

    /// <summary>Settles, and completes when the broker confirmed.</summary>
    public Task SettleAsync(ReceivedDelivery delivery, Outcome outcome, CancellationToken ct) => _link.SettleAsync(delivery.Delivery, outcome, ct);

    public async Task CloseAsync()
    {
        _arrived.Writer.TryComplete();
        // What nobody took goes back at once, instead of when its lock expires.
        while (_peekLock && IsOpen && _arrived.Reader.TryRead(out var message)) _link.Release(message);
        await _link.CloseQuietlyAsync();
    }

    private async Task TakeFirstAsync(List<ServiceBusReceivedMessage> taken, int most, TimeSpan wait, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(wait);
        try
        {
            // Another caller may take what woke us up.
            while (taken.Count == 0)
            {
                ObjectDisposedException.ThrowIf(!await _arrived.Reader.WaitToReadAsync(limit.Token), typeof(ServiceBusReceiver));
                Take(taken, most);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time is over, and nothing came.
        }
    }

    private void Take(List<ServiceBusReceivedMessage> taken, int most)
    {
        while (taken.Count < most && _arrived.Reader.TryRead(out var message))
        {
            var lockToken = _peekLock && message.DeliveryTag is { Length: 16 } tag ? new Guid(tag) : Guid.Empty;
            var delivery = _peekLock ? new ReceivedDelivery(this, ConfirmingReceiverLink.DeliveryOf(message)) : null;
            taken.Add(MessageMapping.FromAmqp(message, lockToken, delivery));
        }
    }

    private void Want(int more)
    {
        lock (_gate) _wanted += more;
        TopUp();
    }

    // Credit once given cannot be taken back, so what a caller did not get arrives later and waits in the buffer for the next one.
    private void TopUp()
    {
        lock (_gate)
        {
            var atHand = _credit + _arrived.Reader.Count;
            var prefetchMissing = _prefetch - atHand;
            // The prefetch is topped up by the third, so that not every message costs a flow frame.
            var missing = Math.Max(_wanted - atHand, prefetchMissing > _prefetch / 3 ? prefetchMissing : 0);
            if (missing <= 0 || _link.IsClosed) return;
            _credit += missing;
            _link.SetCredit(missing, CreditMode.Manual);
        }
    }

    private void OnArrived(IReceiverLink link, Message message)
    {
        lock (_gate) _credit--;
        _arrived.Writer.TryWrite(message);
    }

    private void OnLost(Error? error, string entityPath)
    {
        _link.OnLost(error);
        _arrived.Writer.TryComplete(AmqpErrors.ToException(error, entityPath));
        _closed.TrySetResult();
    }
}
