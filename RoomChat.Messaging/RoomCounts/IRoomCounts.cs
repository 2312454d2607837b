using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomCounts;

/// <summary>How many connections are in each room, over all instances. Each instance keeps its own share under a lease, so that a dead one's vanishes.</summary>
public interface IRoomCounts
{
    /// <summary>Sets this instance's share for some rooms (0 removes the room) and renews its lease.</summary>
    Task SetAsync(string instanceId, IReadOnlyDictionary<RoomId, int> members, CancellationToken ct);

    /// <summary>Renews this instance's lease. False when the share was gone (expired, or Redis came back empty): then set all rooms again.</summary>
    Task<bool> RenewAsync(string instanceId, CancellationToken ct);

    /// <summary>Removes this instance's share at once; for a clean stop.</summary>
    Task RemoveAsync(string instanceId, CancellationToken ct);

    /// <summary>The sum over the instances whose lease stands. Rooms without members, and internal rooms, are not in it.</summary>
    Task<IReadOnlyDictionary<string, int>> ReadAsync(CancellationToken ct);

    /// <summary>The instances whose lease stands.</summary>
    Task<IReadOnlyList<string>> GetInstancesAsync(CancellationToken ct);
}
