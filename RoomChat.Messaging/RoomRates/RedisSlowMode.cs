using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomRates;

/// <summary>Slow mode in Redis, by its clock: a key per waiting user.</summary>
internal sealed class RedisSlowMode(IConnectionMultiplexer redis) : ISlowMode
{
    private static readonly RedisScript Slow = RedisScript.Load("RoomRates.Scripts.slow");

    public async Task<TimeSpan> TakeAsync(RoomId roomId, string userId, string messageId, TimeSpan interval, CancellationToken ct) =>
        TimeSpan.FromMilliseconds((long)await Slow.RunAsync(
            redis.GetDatabase(), [RoomKeys.SlowMode(roomId, userId)], [messageId, (long)interval.TotalMilliseconds], ct));
}
