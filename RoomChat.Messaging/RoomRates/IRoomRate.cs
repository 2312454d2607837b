using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomRates;

/// <summary>Limits the messages per second to each room over all instances: from one sender, and from all senders.</summary>
public interface IRoomRate
{
    /// <summary>Takes one message from the sender's share and from the room's budget. Takes from neither when one is empty.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="senderId">The share's owner.</param>
    /// <param name="mayMake">Whether the message may be the first of a room.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer. The result is unknown.</exception>
    Task<RoomRateAnswer> TakeAsync(RoomId roomId, string senderId, bool mayMake, CancellationToken ct);
}
