using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.Tickets;

/// <summary>A key in Redis per used ticket. The key expires.</summary>
internal sealed class RedisUsedTickets(IConnectionMultiplexer redis) : IUsedTickets
{
    public Task<bool> TryUseAsync(string id, TimeSpan keep, CancellationToken ct) =>
        redis.GetDatabase().StringSetAsync(RoomKeys.UsedTicket(id), 1, keep, When.NotExists).WaitAsync(ct);
}
