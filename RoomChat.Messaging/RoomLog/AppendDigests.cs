using System.Globalization;
using System.Text;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>
/// Digests of recent appends, in Redis. A digest holds two seconds of one appender's appends. Digests of all appenders are numbered in
/// one sequence, so that a reader finds its changed rooms in one round trip. Without appends nothing is written.
/// </summary>
/// <remarks>
/// A number is taken before its digest is written. A reader that finds a number without a digest reads all logs afterwards, and so sees
/// those appends too. A crashed appender never writes its last digest. For that case all logs are read from time to time.
/// </remarks>
internal sealed class AppendDigests : IDisposable
{
    private const int MaxRooms = 1_000;
    private const int MaxDigestsInARead = 1_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    private readonly IConnectionMultiplexer _redis;
    private readonly ITimer _due;
    private readonly Lock _sync = new();
    private Dictionary<RoomId, RoomPosition> _appended = [];

    public AppendDigests(IConnectionMultiplexer redis, TimeProvider time)
    {
        _redis = redis;
        _due = time.CreateTimer(_ => _ = WriteAsync(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Records the log's new end. Returns at once; the digest is written within two seconds.</summary>
    public void Note(RoomId roomId, RoomPosition head)
    {
        lock (_sync)
        {
            if (_appended.Count == 0) _due.Change(Every, Timeout.InfiniteTimeSpan);
            if (_appended.TryGetValue(roomId, out var noted) && noted.Epoch == head.Epoch && noted.Offset > head.Offset) return;
            _appended[roomId] = head;
        }
    }

    /// <summary>Reads the digests after a number; with null only the last number.</summary>
    /// <exception cref="RedisException">Redis does not answer.</exception>
    public async Task<RecentAppends> ReadAsync(long? after, CancellationToken ct)
    {
        var database = _redis.GetDatabase();
        var last = (long?)await database.StringGetAsync(RoomKeys.LastDigest).WaitAsync(ct) ?? 0;
        if (after is not { } first || last < first || last - first > MaxDigestsInARead) return new RecentAppends(last, IsWhole: false, []);
        if (last == first) return new RecentAppends(last, IsWhole: true, []);
        var keys = new RedisKey[last - first];
        for (var i = 0; i < keys.Length; i++) keys[i] = RoomKeys.Digest(first + 1 + i);
        var digests = await database.StringGetAsync(keys).WaitAsync(ct);
        var heads = new List<(RoomId, RoomPosition)>();
        var isWhole = true;
        foreach (var digest in digests) isWhole &= TryAdd(heads, (string?)digest);
        return new RecentAppends(last, isWhole, heads);
    }

    public void Dispose() => _due.Dispose();

    private async Task WriteAsync()
    {
        Dictionary<RoomId, RoomPosition> appended;
        lock (_sync) (appended, _appended) = (_appended, []);
        try
        {
            var parts = appended.Chunk(MaxRooms).ToArray();
            var last = await _redis.GetDatabase().StringIncrementAsync(RoomKeys.LastDigest, parts.Length);
            await Task.WhenAll(parts.Select(
                (part, i) => _redis.GetDatabase().StringSetAsync(RoomKeys.Digest(last - i), TextOf(part), Life)));
        }
        catch (Exception away) when (away is RedisException or TimeoutException or ObjectDisposedException)
        {
            // Redis is away, so appends fail too. Readers find the number without a digest, or fail themselves. Both then read all logs.
        }
    }

    private static string TextOf(KeyValuePair<RoomId, RoomPosition>[] part)
    {
        var text = new StringBuilder();
        foreach (var (roomId, head) in part) text.Append(CultureInfo.InvariantCulture, $"{roomId} {head.Offset} {head.Epoch}\n");
        return text.ToString();
    }

    private static bool TryAdd(List<(RoomId, RoomPosition)> heads, string? digest)
    {
        if (digest is null) return false;
        foreach (var line in digest.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty && !TryAddLine(heads, line)) return false;
        }
        return true;
    }

    // Works on spans, because one answer has thousands of lines.
    private static bool TryAddLine(List<(RoomId, RoomPosition)> heads, ReadOnlySpan<char> line)
    {
        Span<Range> words = stackalloc Range[4];
        if (line.Split(words, ' ') != 3
            || !RoomId.TryParseStored(line[words[0]].ToString(), out var roomId)
            || !long.TryParse(line[words[1]], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return false;
        }
        heads.Add((roomId, new RoomPosition(offset, line[words[2]].ToString())));
        return true;
    }
}
