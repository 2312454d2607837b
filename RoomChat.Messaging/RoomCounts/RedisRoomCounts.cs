using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomCounts;

/// <summary>
/// The counts in Redis: a hash per instance, whose expiry is the lease, and a set of the instances' names. All share one hash tag.
/// Leases end by the server's clock.
/// </summary>
internal sealed class RedisRoomCounts(IConnectionMultiplexer redis, IOptions<RoomCountsOptions> options) : IRoomCounts
{
    private static readonly RedisScript Set = RedisScript.Load("RoomCounts.Scripts.set", keepsOrder: true);
    private static readonly RedisScript Renew = RedisScript.Load("RoomCounts.Scripts.renew");

    private readonly long _leaseMilliseconds = (long)options.Value.Lease.TotalMilliseconds;

    public async Task SetAsync(string instanceId, IReadOnlyDictionary<RoomId, int> members, CancellationToken ct)
    {
        var arguments = new List<RedisValue>(2 + 2 * members.Count) { instanceId, _leaseMilliseconds };
        foreach (var (roomId, count) in members)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(members));
            arguments.Add(roomId.Value);
            arguments.Add(count);
        }
        await Set.RunAsync(redis.GetDatabase(), KeysOf(instanceId), [.. arguments], ct);
    }

    public async Task<bool> RenewAsync(string instanceId, CancellationToken ct) =>
        (bool)await Renew.RunAsync(redis.GetDatabase(), KeysOf(instanceId), [instanceId, _leaseMilliseconds], ct);

    public async Task RemoveAsync(string instanceId, CancellationToken ct)
    {
        var database = redis.GetDatabase();
        await Task.WhenAll(
            database.KeyDeleteAsync(RoomKeys.CountShare(instanceId)),
            database.SetRemoveAsync(RoomKeys.CountingInstances, instanceId)).WaitAsync(ct);
    }

    /// <remarks>
    /// Two round trips; the second is for all instances together. A single script would touch undeclared keys, which not every Redis
    /// allows.
    /// </remarks>
    public async Task<IReadOnlyDictionary<string, int>> ReadAsync(CancellationToken ct)
    {
        var database = redis.GetDatabase();
        var instances = await database.SetMembersAsync(RoomKeys.CountingInstances).WaitAsync(ct);
        var shares = await Task.WhenAll(
            Array.ConvertAll(instances, instance => database.HashGetAllAsync(RoomKeys.CountShare(instance!)))).WaitAsync(ct);

        var dead = instances.Where((_, i) => shares[i].Length == 0).ToArray();
        if (dead.Length > 0) await database.SetRemoveAsync(RoomKeys.CountingInstances, dead).WaitAsync(ct);
        return Sum(shares);
    }

    public async Task<IReadOnlyList<string>> GetInstancesAsync(CancellationToken ct)
    {
        var database = redis.GetDatabase();
        var instances = await database.SetMembersAsync(RoomKeys.CountingInstances).WaitAsync(ct);
        var stands = await Task.WhenAll(
            Array.ConvertAll(instances, instance => database.KeyExistsAsync(RoomKeys.CountShare(instance!)))).WaitAsync(ct);
        return [.. instances.Where((_, i) => stands[i]).Select(instance => (string)instance!)];
    }

    private static Dictionary<string, int> Sum(HashEntry[][] shares)
    {
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var share in shares.SelectMany(share => share))
        {
            var room = (string)share.Name!;
            if (RoomId.TryParse(room, out _)) sums[room] = sums.GetValueOrDefault(room) + (int)share.Value;
        }
        return sums;
    }

    private static RedisKey[] KeysOf(string instanceId) => [RoomKeys.CountingInstances, RoomKeys.CountShare(instanceId)];
}
