using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomRates;

/// <summary>The budgets of rooms and senders, which all instances share.</summary>
internal interface IRoomBudgets
{
    /// <summary>
    /// Takes messages out of the sender's share, and as many out of the room's budget; none when one of the two has none left.
    /// </summary>
    /// <param name="roomId">The room.</param>
    /// <param name="senderId">Whose share it is.</param>
    /// <param name="mayMake">Whether the message may be the first of a room.</param>
    /// <param name="most">Most messages to take; fewer are when the budgets have no more.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer, and may have taken messages.</exception>
    Task<RoomRateAnswer> TakeAsync(RoomId roomId, string senderId, bool mayMake, int most, CancellationToken ct);
}
