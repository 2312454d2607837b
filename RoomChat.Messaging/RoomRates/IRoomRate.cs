using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomRates;

/// <summary>How many messages a second each room may get over all instances: from one sender, and from all together.</summary>
public interface IRoomRate
{
    /// <summary>Takes one message out of the sender's share, and then out of the room's budget; out of neither when it must wait.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="senderId">Whose share it is.</param>
    /// <param name="mayMake">Whether the message may be the first of a room.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer: nobody knows.</exception>
    Task<RoomRateAnswer> TakeAsync(RoomId roomId, string senderId, bool mayMake, CancellationToken ct);
}
