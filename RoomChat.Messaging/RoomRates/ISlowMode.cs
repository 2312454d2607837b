using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomRates;

/// <summary>When users published last to rooms in slow mode, over all instances.</summary>
public interface ISlowMode
{
    /// <summary>
    /// Notes a message. Answers how long its user must still wait; zero for a message that may be published. A message that comes again may
    /// be: its publisher got no answer.
    /// </summary>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer.</exception>
    Task<TimeSpan> TakeAsync(RoomId roomId, string userId, string messageId, TimeSpan interval, CancellationToken ct);
}
