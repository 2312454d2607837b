using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.Operators;

/// <summary>The orders on one channel of Redis, each as <c>KIND TARGET</c>: there are few of them.</summary>
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

    /// <summary>Null for one that another version sent, and that means nothing here.</summary>
    internal static OperatorOrder? TryRead(string? text) =>
        text?.IndexOf(Separator, StringComparison.Ordinal) is { } space and > 0
        && Enum.TryParse<OperatorOrderKind>(text[..space], out var kind) && Enum.IsDefined(kind)
            ? new OperatorOrder(kind, text[(space + 1)..])
            : null;
}
