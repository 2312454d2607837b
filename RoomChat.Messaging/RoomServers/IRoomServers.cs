using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomServers;

/// <summary>
/// Which instances receive a room's messages from the broker. For routing strategies under which the broker gives a room's messages only to those
/// who asked for them.
/// </summary>
public interface IRoomServers
{
    /// <summary>Notes that an instance receives a room's messages from now on. Repeating it changes nothing.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="unserved">What became of messages that were published while no instance received the room's.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task EnterAsync(RoomId roomId, string instanceId, Unserved unserved, CancellationToken ct);

    /// <summary>Notes that an instance receives a room's messages no longer; true when now none does.</summary>
    Task<bool> LeaveAsync(RoomId roomId, string instanceId, CancellationToken ct);

    /// <summary>The instances that receive a room's messages, those that crashed included until they are removed.</summary>
    Task<IReadOnlyList<string>> ReadAsync(RoomId roomId, CancellationToken ct);
}
