using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using RoomChat.ServiceDefaults.Permissions;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// The room log in Redis. Each call is one script and hence atomic. Appends that are started one after the other without awaiting keep
/// their order, because one connection carries them.
/// </summary>
internal sealed class RedisRoomLog(
    IConnectionMultiplexer redis, IOptions<RoomLogOptions> options, IOptions<RoomChannelOptions> channel, TimeProvider time,
    IRoomRules? rules = null) : IRoomLog, IDisposable
{
    // Commands written in one batch before other commands get their turn on the connection.
    private const int RoomsAtOnce = 1_000;
    // Number of prolongations within a head's life. Some may fail, and they are rare enough to cost little.
    private const int ProlongationsInALife = 8;

    private static readonly RedisScript Append = RedisScript.Load("RoomLog.Scripts.append", keepsOrder: true);
    private static readonly RedisScript Head = RedisScript.Load("RoomLog.Scripts.head");
    private static readonly RedisScript ReadSince = RedisScript.Load("RoomLog.Scripts.read-since");
    private static readonly RedisScript ReadBefore = RedisScript.Load("RoomLog.Scripts.read-before");
    private static readonly RedisScript Disown = RedisScript.Load("RoomLog.Scripts.disown");
    private static readonly RedisValue[] HeadFields = ["offset", "epoch"];

    // Internal rooms carry messages between services. Their history is never requested.
    private static readonly RoomLogOptions OfInternalRooms =
        new() { KeptMessages = 10, Retention = TimeSpan.FromMinutes(10), IdRetention = TimeSpan.FromMinutes(1), MaxIds = 1_000 };

    private readonly TimeSpan _retention = options.Value.Retention;
    private readonly RedisValue _announce = channel.Value.Sharded ? "SPUBLISH" : "PUBLISH";
    private readonly ConfigurationOptions _connection = ConfigurationOptions.Parse(redis.Configuration);
    private readonly KnownHeads _known = new();
    private readonly AppendDigests _digests = new(redis, time);
    private long _prolongedAt = time.GetTimestamp();

    private long RetentionSeconds => (long)_retention.TotalSeconds;

    public async Task<RoomPosition> AppendAsync(ChatMessage message, CancellationToken ct) => (await AppendAsync([message], ct))[0];

    public Task<IReadOnlyList<RoomPosition>> AppendAsync(IReadOnlyList<ChatMessage> messages, CancellationToken ct) =>
        AppendAsync(messages, [], ct);

    public async Task<IReadOnlyList<RoomPosition>> AppendAsync(
        IReadOnlyList<ChatMessage> messages, IReadOnlyList<string?> traceParents, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfZero(messages.Count, nameof(messages));
        var roomId = messages[0].RoomId;
        if (messages.Any(message => message.RoomId != roomId))
            throw new ArgumentException("The messages are not of one room.", nameof(messages));
        var positions = new List<RoomPosition>(messages.Count);
        // One part after the other, in order: the next part must not overtake a failed one.
        foreach (var part in AppendParts.Of(messages))
        {
            var traces = traceParents.Count == 0
                ? ""
                : string.Join(' ', traceParents.Skip(positions.Count).Take(part.Count / 2).Select(trace => trace ?? "-"));
            positions.AddRange(await AppendAsync(roomId, part, traces, ct));
        }
        return positions;
    }

    public async Task<RoomPosition> GetHeadAsync(RoomId roomId, CancellationToken ct)
    {
        var answer = (RedisResult[])(await Head.RunAsync(
            redis.GetDatabase(), [RoomKeys.Head(roomId)], [NewEpoch(), RetentionSeconds], ct))!;
        return ReadPosition(answer);
    }

    /// <remarks>
    /// Plain commands: a script per room would cost the server ten times as much. The nodes of a cluster are read in parallel.
    /// </remarks>
    public async Task<IReadOnlyList<HeadRead>> GetHeadsAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct)
    {
        var heads = new List<Task<RedisValue[]>>(roomIds.Count);
        InBatches(roomIds, (batch, roomId) => heads.Add(batch.HashGetAsync(RoomKeys.Head(roomId), HeadFields)));
        var read = await Task.WhenAll(heads.Select(ReadHeadAsync)).WaitAsync(ct);
        // All reads failed: rethrow the failure to the caller.
        if (read.Length > 0 && !Array.Exists(read, static head => head.IsKnown)) await heads[0];
        return read;
    }

    public Task<RecentAppends> ReadRecentAppendsAsync(long? after, CancellationToken ct) => _digests.ReadAsync(after, ct);

    /// <remarks>
    /// The servers key of a room lives as long as its head. Otherwise a room open for a long time would count as not served.
    /// </remarks>
    public async Task KeepAliveAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct)
    {
        if (time.GetElapsedTime(_prolongedAt) <= _retention / ProlongationsInALife) return;
        var prolonged = new List<Task>(2 * roomIds.Count);
        InBatches(roomIds, (batch, roomId) =>
        {
            prolonged.Add(batch.KeyExpireAsync(RoomKeys.Head(roomId), _retention));
            prolonged.Add(batch.KeyExpireAsync(RoomKeys.Servers(roomId), _retention));
        });
        await Task.WhenAll(prolonged).WaitAsync(ct);
        _prolongedAt = time.GetTimestamp();
    }

    public void Dispose() => _digests.Dispose();

    public Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, CancellationToken ct) =>
        ReadSinceAsync(roomId, since, limit, isCertain: false, ct);

    public Task<LogRead> ContinueAsync(RoomId roomId, RoomPosition last, int limit, CancellationToken ct) =>
        ReadSinceAsync(roomId, last, limit, isCertain: true, ct);

    public Task DisownAsync(RoomId roomId, RoomPosition last, CancellationToken ct) =>
        Disown.RunAsync(redis.GetDatabase(), [RoomKeys.Head(roomId)], [NewEpoch(), last.Epoch, last.Offset], ct);

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

    public Task ForgetAsync(RoomId roomId, CancellationToken ct) =>
        redis.GetDatabase().KeyDeleteAsync([RoomKeys.Head(roomId), RoomKeys.Log(roomId), RoomKeys.Ids(roomId)]).WaitAsync(ct);

    private async Task<IEnumerable<RoomPosition>> AppendAsync(
        RoomId roomId, IEnumerable<RedisValue> part, string traces, CancellationToken ct)
    {
        var known = _known.Find(roomId);
        var kept = roomId.IsInternal ? OfInternalRooms : options.Value;
        var keptMessages = Math.Min(kept.KeptMessages, rules?.Find(roomId)?.KeptMessages ?? int.MaxValue);
        var answer = (RedisResult[])(await Append.RunAsync(
            redis.GetDatabase(),
            [RoomKeys.Head(roomId), RoomKeys.Log(roomId), RoomKeys.Ids(roomId)],
            [
                NewEpoch(), keptMessages, (long)kept.Retention.TotalSeconds, RoomKeys.PrefixedChannel(roomId, _connection), _announce,
                known?.Epoch ?? "", known?.Offset ?? 0, traces, time.GetUtcNow().ToUnixTimeMilliseconds(),
                (long)kept.IdRetention.TotalMilliseconds, kept.MaxIds, .. part,
            ],
            ct))!;
        var epoch = (string)answer[0]!;
        var positions = Array.ConvertAll(answer[1..], offset => new RoomPosition((long)offset, epoch));
        var last = positions.MaxBy(position => position.Offset)!;
        _known.Note(roomId, last);
        _digests.Note(roomId, last);
        return positions;
    }

    private async Task<LogRead> ReadSinceAsync(RoomId roomId, RoomPosition since, int limit, bool isCertain, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(since.Offset, nameof(since));
        CheckLimit(limit);
        var answer = (RedisResult[])(await ReadSince.RunAsync(
            redis.GetDatabase(),
            [RoomKeys.Head(roomId), RoomKeys.Log(roomId)],
            [NewEpoch(), RetentionSeconds, since.Offset, since.Epoch, limit, isCertain ? 1 : 0],
            ct))!;
        var head = ReadPosition(answer);
        if ((int)answer[2] == 0) return new LogRead(Recovery.EpochChanged, head, [], Begin: (long)answer[4]);
        var messages = ReadEntries(answer[3], head.Epoch);
        if (since.Offset == head.Offset) return new LogRead(Recovery.Complete, head, messages);
        return messages is [{ Position.Offset: var first }, ..] && first <= since.Offset + 1
            ? new LogRead(Recovery.Complete, head, messages)
            : new LogRead(Recovery.HistoryTooShort, head, []);
    }

    private void InBatches(IReadOnlyList<RoomId> roomIds, Action<IBatch, RoomId> ask)
    {
        foreach (var part in roomIds.Chunk(RoomsAtOnce))
        {
            var batch = redis.GetDatabase().CreateBatch();
            foreach (var roomId in part) ask(batch, roomId);
            batch.Execute();
        }
    }

    private static async Task<HeadRead> ReadHeadAsync(Task<RedisValue[]> reading)
    {
        try
        {
            var fields = await reading;
            return new HeadRead(fields[1].IsNull ? null : new RoomPosition((long)fields[0], fields[1]!));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            return new HeadRead(null, IsKnown: false);
        }
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
