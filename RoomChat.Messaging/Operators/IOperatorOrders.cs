namespace RoomChat.Messaging.Operators;

/// <summary>
/// Sends operators' orders to all realtime instances. An announcement may be lost. The console shows the result, and the operator can
/// retry.
/// </summary>
public interface IOperatorOrders
{
    /// <summary>Announces an order to all realtime instances.</summary>
    Task AnnounceAsync(OperatorOrder order, CancellationToken ct);

    /// <summary>Subscribes to orders for the life of the process.</summary>
    /// <param name="heard">Called for each order; must return at once.</param>
    /// <param name="ct">Cancels the wait.</param>
    Task SubscribeAsync(Action<OperatorOrder> heard, CancellationToken ct);
}
