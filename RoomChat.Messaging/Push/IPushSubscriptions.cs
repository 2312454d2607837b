using RoomChat.Contracts;

namespace RoomChat.Messaging.Push;

/// <summary>The browsers that users want to be told in. Each subscription ends some time after it was last saved.</summary>
public interface IPushSubscriptions
{
    /// <summary>
    /// Keeps a subscription in place of the one of the same user and browser. Of too many of a user the oldest goes; a room that has too
    /// many takes no more.
    /// </summary>
    /// <param name="subscription">The browser, and whose it is.</param>
    /// <param name="rooms">Of which rooms it is told; none to remove the subscription.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task SaveAsync(PushSubscription subscription, IReadOnlyList<PushWish> rooms, CancellationToken ct);

    /// <summary>Removes a subscription from all rooms.</summary>
    Task RemoveAsync(PushSubscription subscription, CancellationToken ct);

    /// <summary>The subscriptions of a room.</summary>
    Task<IReadOnlyList<PushTarget>> FindAsync(RoomId roomId, CancellationToken ct);

    /// <summary>True for one alone of all who ask for the same message: the one who sends it.</summary>
    Task<bool> TryClaimAsync(RoomId roomId, RoomPosition position, CancellationToken ct);
}
