using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.Operators;

/// <summary>Sends orders on one Redis channel, each as <c>KIND TARGET</c>. Orders are rare, so one channel is enough.</summary>
internal sealed class RedisOperatorOrders(IConnectionMultiplexer redis) : IOperatorOrders
{
    private const char Separator = ' ';

    public Task AnnounceAsync(OperatorOrder order, CancellationToken ct) =>
        redis.GetDatabase().PublishAsync(RoomKeys.OperatorOrders, $"{order.Kind}{Separator}{order.Target}").WaitAsync(ct);

    public Task SubscribeAsync(Action<OperatorOrder> heard, CancellationToken ct) =>
        redis.GetSubscriber().SubscribeAsync(RoomKeys.OperatorOrders, (_, text) =>
        {
            if (TryRead((string?)text) is { } order) heard(order);
        }).WaitAsync(ct);

    /// <summary>Null for an unknown order, for example from another version.</summary>
    internal static OperatorOrder? TryRead(string? text) =>
        text?.IndexOf(Separator, StringComparison.Ordinal) is { } space and > 0
        && Enum.TryParse<OperatorOrderKind>(text[..space], out var kind) && Enum.IsDefined(kind)
            ? new OperatorOrder(kind, text[(space + 1)..])
            : null;
}
