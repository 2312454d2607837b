using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomRates;

/// <summary>
/// The budgets in Redis, by its clock: a key per room and per recent sender. One script checks and takes.
/// </summary>
internal sealed class RedisRoomRate(IConnectionMultiplexer redis, IOptions<RoomRateOptions> options) : IRoomBudgets
{
    private static readonly RedisScript Take = RedisScript.Load("RoomRates.Scripts.take");

    public async Task<RoomRateAnswer> TakeAsync(RoomId roomId, string senderId, bool mayMake, int most, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        var settings = options.Value;
        var answer = (RedisResult[])(await Take.RunAsync(
            redis.GetDatabase(),
            [RoomKeys.SenderRate(roomId, senderId), RoomKeys.Rate(roomId), RoomKeys.Head(roomId), RoomKeys.Made(roomId)],
            [
                Interval(settings.SenderMessagesPerSecond), settings.SenderBurst, Interval(settings.MessagesPerSecond), settings.Burst,
                mayMake ? 1 : 0, most,
            ],
            ct))!;
        return new RoomRateAnswer((RoomRateVerdict)(int)answer[0], TimeSpan.FromMicroseconds((long)answer[1]), (int)answer[2]);
    }

    /// <summary>Microseconds in which a bucket gains a message; 0 for no limit.</summary>
    private static double Interval(double perSecond) => perSecond == 0 ? 0 : TimeSpan.FromSeconds(1).TotalMicroseconds / perSecond;
}
