namespace RoomChat.Messaging.Operators;

/// <summary>
/// Tells all realtime instances what an operator wants. An announcement may be lost: the console shows what has come of it, and the
/// operator can try again.
/// </summary>
public interface IOperatorOrders
{
    /// <summary>Tells it.</summary>
    Task AnnounceAsync(OperatorOrder order, CancellationToken ct);

    /// <summary>Hears of orders for as long as the process runs.</summary>
    /// <param name="heard">Called for each; must return at once.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task SubscribeAsync(Action<OperatorOrder> heard, CancellationToken ct);
}
