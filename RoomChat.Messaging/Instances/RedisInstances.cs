using System.Text.Json;
using RoomChat.Contracts.Http.Operator;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.Instances;

/// <summary>
/// Reports in Redis: a hash of reports, and a sorted set of lease ends by the Redis server's clock. Both are in one hash slot.
/// </summary>
internal sealed class RedisInstances(IConnectionMultiplexer redis) : IInstances
{
    /// <summary>The keys expire this long after the last report of any instance.</summary>
    private static readonly TimeSpan KeysAreKept = TimeSpan.FromHours(1);

    private static readonly RedisScript Report = RedisScript.Load("Instances.Scripts.report");
    private static readonly RedisScript Read = RedisScript.Load("Instances.Scripts.read");
    private static readonly RedisScript Remove = RedisScript.Load("Instances.Scripts.remove");
    private static readonly RedisKey[] Keys = [RoomKeys.InstanceReports, RoomKeys.InstanceReportLeases];

    public Task ReportAsync(InstanceReport report, TimeSpan lease, CancellationToken ct)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(report, OperatorJsonContext.Default.InstanceReport);
        var milliseconds = (long)lease.TotalMilliseconds;
        return Report.RunAsync(redis.GetDatabase(), Keys, [report.Id, json, milliseconds, (long)KeysAreKept.TotalMilliseconds], ct);
    }

    public Task RemoveAsync(string instanceId, CancellationToken ct) => Remove.RunAsync(redis.GetDatabase(), Keys, [instanceId], ct);

    public async Task<IReadOnlyList<InstanceReport>> ReadAsync(CancellationToken ct)
    {
        var reports = (RedisValue[])(await Read.RunAsync(redis.GetDatabase(), Keys, [], ct))!;
        return
        [
            .. reports.Select(TryParse).OfType<InstanceReport>()
                .OrderBy(report => report.Service, StringComparer.Ordinal)
                .ThenBy(report => report.StartedAt)
                .ThenBy(report => report.Id, StringComparer.Ordinal),
        ];
    }

    /// <summary>Null if another version wrote a report that cannot be read. The other reports are still shown.</summary>
    private static InstanceReport? TryParse(RedisValue json)
    {
        try
        {
            return JsonSerializer.Deserialize((byte[])json!, OperatorJsonContext.Default.InstanceReport);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
