using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomCounts;

/// <summary>
/// Number of connections in each room, over all instances. Each instance keeps its share under a lease, so that a crashed one's share
/// expires.
/// </summary>
public interface IRoomCounts
{
    /// <summary>Sets this instance's share for some rooms (0 removes the room) and renews its lease.</summary>
    Task SetAsync(string instanceId, IReadOnlyDictionary<RoomId, int> members, CancellationToken ct);

    /// <summary>Renews this instance's lease. False when the share is gone (expired or lost by Redis): then set all rooms again.</summary>
    Task<bool> RenewAsync(string instanceId, CancellationToken ct);

    /// <summary>Removes this instance's share at once, for a clean stop.</summary>
    Task RemoveAsync(string instanceId, CancellationToken ct);

    /// <summary>Reads the sums over the instances with a valid lease, without empty and internal rooms.</summary>
    Task<IReadOnlyDictionary<string, int>> ReadAsync(CancellationToken ct);

    /// <summary>The instances with a valid lease.</summary>
    Task<IReadOnlyList<string>> GetInstancesAsync(CancellationToken ct);
}
