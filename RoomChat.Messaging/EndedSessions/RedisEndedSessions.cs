using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.EndedSessions;

/// <summary>The list as one sorted set in Redis, by Redis' clock. One key is enough: only sign-outs write it.</summary>
internal sealed class RedisEndedSessions(IConnectionMultiplexer redis) : IEndedSessions
{
    private static readonly RedisScript End = RedisScript.Load("EndedSessions.Scripts.end");
    private static readonly RedisScript Since = RedisScript.Load("EndedSessions.Scripts.since");

    public Task EndAsync(string userId, TimeSpan keep, CancellationToken ct) =>
        End.RunAsync(redis.GetDatabase(), [RoomKeys.EndedSessions], [userId, (long)keep.TotalMilliseconds], ct);

    public async Task<bool> HasEndedAsync(string userId, CancellationToken ct) =>
        await redis.GetDatabase().SortedSetScoreAsync(RoomKeys.EndedSessions, userId).WaitAsync(ct) is not null;

    public async Task<EndedLately> ReadAsync(DateTimeOffset? since, CancellationToken ct)
    {
        RedisValue from = since is { } moment ? moment.ToUnixTimeMilliseconds() : "+inf";
        var answer = (RedisResult[])(await Since.RunAsync(redis.GetDatabase(), [RoomKeys.EndedSessions], [from], ct))!;
        return new EndedLately(DateTimeOffset.FromUnixTimeMilliseconds((long)answer[0]), (string[])answer[1]!);
    }
}
