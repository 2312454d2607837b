using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomRates;

/// <summary>The budgets in Redis, by its clock: one key a room that was written to lately, and one script for looking and taking.</summary>
internal sealed class RedisRoomRate(IConnectionMultiplexer redis, IOptions<RoomRateOptions> options) : IRoomRate
{
    private static readonly RedisScript Take = RedisScript.Load("RoomRates.Scripts.take");

    public async Task<TimeSpan> TakeAsync(RoomId roomId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        if (options.Value is not { MessagesPerSecond: > 0 and var rate, Burst: var burst }) return TimeSpan.Zero;
        var interval = TimeSpan.FromSeconds(1).TotalMicroseconds / rate;
        return TimeSpan.FromMicroseconds((long)await Take.RunAsync(redis.GetDatabase(), [RoomKeys.Rate(roomId)], [interval, burst], ct));
    }
}
