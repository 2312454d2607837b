using RoomChat.Contracts;

namespace RoomChat.Messaging.Push;

/// <summary>The push subscriptions of users' browsers. Each subscription expires some time after it was last saved.</summary>
public interface IPushSubscriptions
{
    /// <summary>
    /// Saves a subscription. It replaces the one of the same user and browser. Above the limit of a user the oldest is removed. A full room
    /// accepts no more.
    /// </summary>
    /// <param name="subscription">The browser and its user.</param>
    /// <param name="rooms">Rooms whose messages are pushed; an empty list removes the subscription.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task SaveAsync(PushSubscription subscription, IReadOnlyList<PushWish> rooms, CancellationToken ct);

    /// <summary>Removes a subscription from all rooms.</summary>
    Task RemoveAsync(PushSubscription subscription, CancellationToken ct);

    /// <summary>The subscriptions of a room.</summary>
    Task<IReadOnlyList<PushTarget>> FindAsync(RoomId roomId, CancellationToken ct);

    /// <summary>Claims the pushing of a message. True for only one of all callers with the same message.</summary>
    Task<bool> TryClaimAsync(RoomId roomId, RoomPosition position, CancellationToken ct);
}
