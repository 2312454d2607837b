using System.Globalization;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.Instances;

/// <summary>
/// Charts in Redis: the last 24 hours by minute, and the busiest rooms and users of the last hour. Each hour has a hash, each five minutes
/// two sorted sets. Every instance adds its figures once a minute, so the size does not grow with the number of instances.
/// </summary>
public sealed class InstanceCharts(IConnectionMultiplexer redis, TimeProvider time)
{
    private const int MinutesOfDay = 24 * 60;
    private const int SliceMinutes = 5;
    private const int SlicesOfHour = 12;
    private const int MostInSlice = 1000;
    private static readonly RedisScript Add = RedisScript.Load("Instances.Scripts.chart");
    private static readonly TimeSpan HourIsKept = TimeSpan.FromHours(26);
    private static readonly TimeSpan SliceIsKept = TimeSpan.FromMinutes(70);

    /// <summary>The number of a moment's minute, counted from 1970.</summary>
    public static long MinuteOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 60;

    /// <summary>Adds the figures of an instance for one minute.</summary>
    public Task AddAsync(MinuteFigures figures, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var slice = figures.Minute / SliceMinutes;
        RedisKey[] keys = [RoomKeys.ChartHour(figures.Minute / 60), RoomKeys.TopRooms(slice), RoomKeys.TopUsers(slice)];
        List<RedisValue> arguments =
        [
            figures.Minute % 60, figures.Connections, figures.Messages, figures.Deliveries,
            (long)HourIsKept.TotalMilliseconds, (long)SliceIsKept.TotalMilliseconds, MostInSlice, figures.Rooms.Count,
        ];
        foreach (var (id, count) in figures.Rooms.Concat(figures.Users)) arguments.AddRange([id, count]);
        return Add.RunAsync(redis.GetDatabase(), keys, [.. arguments], ct);
    }

    /// <summary>The last 24 hours, up to the last complete minute.</summary>
    public async Task<ChartSeries> ReadAsync(CancellationToken ct)
    {
        var end = MinuteOf(time.GetUtcNow());
        var from = end - MinutesOfDay;
        var database = redis.GetDatabase();
        var hours = Enumerable.Range(0, 25).Select(i => from / 60 + i).ToArray();
        var hashes = await Task.WhenAll(hours.Select(hour => database.HashGetAllAsync(RoomKeys.ChartHour(hour)))).WaitAsync(ct);
        long[] connections = new long[MinutesOfDay], messages = new long[MinutesOfDay], deliveries = new long[MinutesOfDay];
        for (var i = 0; i < hours.Length; i++)
        {
            foreach (var entry in hashes[i])
            {
                var name = (string)entry.Name!;
                if (name.Length < 2) continue;
                if (!long.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var minute)) continue;
                var index = hours[i] * 60 + minute - from;
                var series = name[0] switch { 'c' => connections, 'm' => messages, 'd' => deliveries, _ => null };
                if (series is not null && index is >= 0 and < MinutesOfDay && entry.Value.TryParse(out long value)) series[index] = value;
            }
        }
        return new ChartSeries(DateTimeOffset.FromUnixTimeSeconds(from * 60), connections, messages, deliveries);
    }

    /// <summary>The busiest rooms and users of the last hour.</summary>
    public async Task<TopListing> ReadTopAsync(int most, CancellationToken ct)
    {
        var last = MinuteOf(time.GetUtcNow()) / SliceMinutes;
        var slices = Enumerable.Range(0, SlicesOfHour + 1).Select(i => last - i).ToArray();
        var rooms = ReadTopAsync(slices, RoomKeys.TopRooms, most);
        var users = ReadTopAsync(slices, RoomKeys.TopUsers, most);
        await Task.WhenAll(rooms, users).WaitAsync(ct);
        return new TopListing(await rooms, await users);
    }

    private async Task<IReadOnlyList<TopEntry>> ReadTopAsync(long[] slices, Func<long, RedisKey> keyOf, int most)
    {
        var database = redis.GetDatabase();
        var entries = await Task.WhenAll(slices.Select(slice =>
            database.SortedSetRangeByRankWithScoresAsync(keyOf(slice), 0, MostInSlice - 1, Order.Descending)));
        return
        [
            .. entries.SelectMany(slice => slice).GroupBy(entry => (string)entry.Element!, StringComparer.Ordinal)
                .Select(group => new TopEntry(group.Key, (long)group.Sum(entry => entry.Score)))
                .OrderByDescending(entry => entry.Messages).ThenBy(entry => entry.Id, StringComparer.Ordinal).Take(most),
        ];
    }
}
