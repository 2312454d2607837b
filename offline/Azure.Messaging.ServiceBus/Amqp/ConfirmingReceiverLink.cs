using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Amqp;
using Amqp.Framing;
using Amqp.Handler;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>
/// A receiver link whose settlements are confirmed. The library itself settles at once and never hears that a lock was lost; here the disposition
/// goes out unsettled, and the broker's settled answer completes the task. Any number may be under way at a time.
/// </summary>
internal sealed class ConfirmingReceiverLink(Session session, string name, Attach attach, OnAttached onAttached)
    : ReceiverLink(session, name, attach, onAttached)
{
    private readonly ConcurrentDictionary<IDelivery, TaskCompletionSource> _unconfirmed = new(ReferenceEqualityComparer.Instance);

    public static IDelivery DeliveryOf(Message message) => (IDelivery)GetDelivery(message);

    public async Task SettleAsync(IDelivery delivery, Outcome outcome, CancellationToken ct)
    {
        var confirmed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (delivery.Settled || !_unconfirmed.TryAdd(delivery, confirmed))
            throw new ServiceBusException("The message was settled before, or is being settled.", ServiceBusFailureReason.MessageLockLost);
        try
        {
            DisposeDelivery(Session, role: true, delivery, outcome, settled: false);
            // A link that was lost in between has already told everyone it knew of.
            if (IsClosed) OnLost(Error);
            await confirmed.Task.WaitAsync(ct);
        }
        finally
        {
            _unconfirmed.TryRemove(delivery, out _);
        }
    }

    /// <summary>The broker answered. Called on the connection's read loop.</summary>
    public void OnConfirmed(IDelivery delivery)
    {
        if (!_unconfirmed.TryGetValue(delivery, out var confirmed)) return;
        if (delivery.State is Rejected { Error: { } error }) confirmed.TrySetException(AmqpErrors.ToException(error, null));
        else confirmed.TrySetResult();
    }

    /// <summary>No answer will come any more.</summary>
    public void OnLost(Error? error)
    {
        foreach (var confirmed in _unconfirmed.Values) confirmed.TrySetException(new LinkLostException(error));
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Delivery")]
    [return: UnsafeAccessorType("Amqp.Delivery, Amqp.Net")]
    private static extern object GetDelivery(Message message);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "DisposeDelivery")]
    private static extern void DisposeDelivery(
        Session session, bool role, [UnsafeAccessorType("Amqp.Delivery, Amqp.Net")] object delivery, DeliveryState state, bool settled);
}
