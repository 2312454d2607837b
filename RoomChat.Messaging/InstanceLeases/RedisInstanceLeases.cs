using Microsoft.Extensions.Options;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.InstanceLeases;

/// <summary>The leases in Redis: a sorted set of instances by the lease's end (the server's clock), and a hash of the guardians.</summary>
internal sealed class RedisInstanceLeases(IConnectionMultiplexer redis, IOptions<InstanceLeaseOptions> options) : IInstanceLeases
{
    private static readonly RedisScript Renew = RedisScript.Load("InstanceLeases.Scripts.renew");
    private static readonly RedisScript End = RedisScript.Load("InstanceLeases.Scripts.end");
    private static readonly RedisScript Claim = RedisScript.Load("InstanceLeases.Scripts.claim");
    private static readonly RedisScript Keep = RedisScript.Load("InstanceLeases.Scripts.keep");
    private static readonly RedisScript Others = RedisScript.Load("InstanceLeases.Scripts.others");
    private static readonly RedisScript Remove = RedisScript.Load("InstanceLeases.Scripts.remove");
    private static readonly RedisKey[] Keys = [RoomKeys.InstanceLeases, RoomKeys.InstanceGuardians];

    private readonly long _milliseconds = (long)options.Value.Duration.TotalMilliseconds;

    public TimeSpan Duration => options.Value.Duration;

    public Task RenewAsync(string instanceId, CancellationToken ct) =>
        Renew.RunAsync(redis.GetDatabase(), Keys, [instanceId, _milliseconds], ct);

    public Task EndAsync(string instanceId, CancellationToken ct) => End.RunAsync(redis.GetDatabase(), Keys, [instanceId], ct);

    public async Task<IReadOnlyList<string>> ClaimEndedAsync(string guardian, CancellationToken ct) =>
        (string[])(await Claim.RunAsync(redis.GetDatabase(), Keys, [guardian, _milliseconds], ct))!;

    public async Task<bool> KeepAsync(string instanceId, string guardian, CancellationToken ct) =>
        (bool)await Keep.RunAsync(redis.GetDatabase(), Keys, [instanceId, guardian, _milliseconds], ct);

    public Task RemoveAsync(string instanceId, CancellationToken ct) => Remove.RunAsync(redis.GetDatabase(), Keys, [instanceId], ct);

    public async Task<bool> HasOthersAsync(string instanceId, CancellationToken ct) =>
        (bool)await Others.RunAsync(redis.GetDatabase(), Keys, [instanceId], ct);

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken ct)
    {
        var instances = await redis.GetDatabase().SortedSetRangeByRankAsync(RoomKeys.InstanceLeases).WaitAsync(ct);
        return Array.ConvertAll(instances, instance => (string)instance!);
    }
}
