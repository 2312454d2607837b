using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>How many messages rooms keep.</summary>
public sealed class RoomLogLengths(IConnectionMultiplexer redis)
{
    /// <summary>The lengths in the order of the rooms, in one round trip to each server.</summary>
    public async Task<IReadOnlyList<long>> ReadAsync(IReadOnlyList<RoomId> roomIds, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(roomIds);
        var database = redis.GetDatabase();
        return await Task.WhenAll(roomIds.Select(roomId => database.SortedSetLengthAsync(RoomKeys.Log(roomId)))).WaitAsync(ct);
    }
}
