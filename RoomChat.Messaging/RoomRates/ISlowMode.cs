using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomRates;

/// <summary>Times of the users' last messages to rooms in slow mode, over all instances.</summary>
public interface ISlowMode
{
    /// <summary>
    /// Records a message. Returns the user's remaining wait; zero when the message is allowed. A repeated message is allowed too, because
    /// its publisher got no answer.
    /// </summary>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer.</exception>
    Task<TimeSpan> TakeAsync(RoomId roomId, string userId, string messageId, TimeSpan interval, CancellationToken ct);
}
