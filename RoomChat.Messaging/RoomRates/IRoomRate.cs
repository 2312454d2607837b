using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomRates;

/// <summary>How many messages a second each room may get, from all publishers over all instances together.</summary>
public interface IRoomRate
{
    /// <summary>Takes one message out of the room's budget.</summary>
    /// <returns>Zero when it may be published; else how long until it may.</returns>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer: nobody knows.</exception>
    Task<TimeSpan> TakeAsync(RoomId roomId, CancellationToken ct);
}
