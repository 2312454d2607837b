using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using RoomChat.Messaging.RoomLog;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomServers;

/// <summary>
/// A set of instances beside each room's log, under the same hash tag. The audit of an open room prolongs it with the head.
/// </summary>
internal sealed class RedisRoomServers(IConnectionMultiplexer redis, IOptions<RoomLogOptions> log) : IRoomServers
{
    private static readonly RedisScript Enter = RedisScript.Load("RoomServers.Scripts.enter");
    private static readonly RedisScript Leave = RedisScript.Load("RoomServers.Scripts.leave");

    public Task EnterAsync(RoomId roomId, string instanceId, Unserved unserved, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        var newEpoch = unserved == Unserved.Lost ? Guid.NewGuid().ToString("N") : "";
        return Enter.RunAsync(
            redis.GetDatabase(),
            [RoomKeys.Servers(roomId), RoomKeys.Head(roomId)],
            [instanceId, newEpoch, (long)log.Value.Retention.TotalSeconds],
            ct);
    }

    public async Task<bool> LeaveAsync(RoomId roomId, string instanceId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        return (bool)await Leave.RunAsync(redis.GetDatabase(), [RoomKeys.Servers(roomId)], [instanceId], ct);
    }

    public async Task<IReadOnlyList<string>> ReadAsync(RoomId roomId, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        var instances = await redis.GetDatabase().SetMembersAsync(RoomKeys.Servers(roomId)).WaitAsync(ct);
        return Array.ConvertAll(instances, instance => (string)instance!);
    }
}
