using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// The room log in Redis: every call is one script, hence one step. Appends that are made one after the other without awaiting keep their order,
/// since one connection carries them.
/// </summary>
internal sealed class RedisRoomLog(IConnectionMultiplexer redis, IOptions<RoomLogOptions> options) : IRoomLog
{
    private static readonly RedisScript Append = RedisScript.Load("RoomLog.Scripts.append", keepsOrder: true);
    private static readonly RedisScript Head = RedisScript.Load("RoomLog.Scripts.head");
    private static readonly RedisScript ReadSince = RedisScript.Load("RoomLog.Scripts.read-since");
    private static readonly RedisScript ReadBefore = RedisScript.Load("RoomLog.Scripts.read-before");

    private readonly int _keptMessages = options.Value.KeptMessages;
    private readonly long _retentionSeconds = (long)options.Value.Retention.TotalSeconds;

    public async Task<RoomPosition> AppendAsync(ChatMessage message, CancellationToken ct)
    {
        var roomId = message.RoomId;
        var answer = (RedisResult[])(await Append.RunAsync(
            redis.GetDatabase(),
            [RoomKeys.Head(roomId), RoomKeys.Log(roomId), RoomKeys.Ids(roomId)],
            [message.Id, MessageBody.Write(message), NewEpoch(), _keptMessages, _retentionSeconds, RoomKeys.Channel(roomId).ToString()],
            ct))!;
        return ReadPosition(answer);
    }

    public async Task<RoomPosition> GetHeadAsync(RoomId roomId, CancellationToken ct)
    {
        var answer = (RedisResult[])(await Head.RunAsync(redis.GetDatabase(), [RoomKeys.Head(roomId)], [NewEpoch(), _retentionSeconds], ct))!;
        return ReadPosition(answer);
    }

    public async Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(since.Offset, nameof(since));
        CheckLimit(limit);
        var answer = (RedisResult[])(await ReadSince.RunAsync(
            redis.GetDatabase(),
            [RoomKeys.Head(roomId), RoomKeys.Log(roomId)],
            [NewEpoch(), _retentionSeconds, since.Offset, since.Epoch, limit],
            ct))!;
        var head = ReadPosition(answer);
        if ((int)answer[2] == 0) return new LogRead(Recovery.EpochChanged, head, []);
        if (since.Offset == head.Offset) return new LogRead(Recovery.Complete, head, []);

        var messages = ReadEntries(answer[3], head.Epoch);
        return messages is [{ Position.Offset: var first }, ..] && first == since.Offset + 1
            ? new LogRead(Recovery.Complete, head, messages)
            : new LogRead(Recovery.HistoryTooShort, head, []);
    }

    public async Task<LogRead> ReadBeforeAsync(RoomId roomId, long? before, int limit, CancellationToken ct)
    {
        CheckLimit(limit);
        var answer = (RedisResult[])(await ReadBefore.RunAsync(
            redis.GetDatabase(),
            [RoomKeys.Head(roomId), RoomKeys.Log(roomId)],
            [before is { } offset ? $"({offset}" : "+inf", limit],
            ct))!;
        var head = ReadPosition(answer);
        var messages = ReadEntries(answer[2], head.Epoch);
        Array.Reverse(messages);
        return new LogRead(Recovery.Complete, head, messages);
    }

    private static string NewEpoch() => Guid.NewGuid().ToString("N");

    private static void CheckLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1000);
    }

    private static RoomPosition ReadPosition(RedisResult[] answer) => new((long)answer[0], (string)answer[1]!);

    private static LoggedMessage[] ReadEntries(RedisResult entries, string epoch) =>
        Array.ConvertAll((byte[][])entries!, entry => LogEntry.Read(entry, epoch));
}
