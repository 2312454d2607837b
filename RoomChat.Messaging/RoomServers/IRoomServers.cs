using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomServers;

/// <summary>
/// The instances that receive a room's messages from the broker. For routing strategies with a broker resource per room and subscriber.
/// </summary>
public interface IRoomServers
{
    /// <summary>Records that an instance receives a room's messages. Idempotent.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="unserved">What happened to messages published while no instance received the room's messages.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task EnterAsync(RoomId roomId, string instanceId, Unserved unserved, CancellationToken ct);

    /// <summary>Records that an instance no longer receives a room's messages. True when no instance does now.</summary>
    Task<bool> LeaveAsync(RoomId roomId, string instanceId, CancellationToken ct);

    /// <summary>The instances that receive a room's messages, including crashed ones until they are removed.</summary>
    Task<IReadOnlyList<string>> ReadAsync(RoomId roomId, CancellationToken ct);
}
