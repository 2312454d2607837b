using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomRates;

/// <summary>The budgets of rooms and senders, which all instances share.</summary>
internal interface IRoomBudgets
{
    /// <summary>
    /// Takes messages from the sender's share, and as many from the room's budget. Takes none when one of the two is empty.
    /// </summary>
    /// <param name="roomId">The room.</param>
    /// <param name="senderId">The share's owner.</param>
    /// <param name="mayMake">Whether the message may be the first of a room.</param>
    /// <param name="most">Largest number of messages to take; fewer when the budgets have no more.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer. It may have taken messages.</exception>
    Task<RoomRateAnswer> TakeAsync(RoomId roomId, string senderId, bool mayMake, int most, CancellationToken ct);
}
