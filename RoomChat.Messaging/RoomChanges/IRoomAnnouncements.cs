namespace RoomChat.Messaging.RoomChanges;

/// <summary>
/// Notifies all instances that a room's settings or users were changed. The change itself is in the database. A notification may be lost.
/// </summary>
public interface IRoomAnnouncements
{
    /// <summary>Announces a change.</summary>
    Task AnnounceAsync(CancellationToken ct);

    /// <summary>Subscribes to changes for the life of the process.</summary>
    /// <param name="heard">Called for each change; must return at once.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task SubscribeAsync(Action heard, CancellationToken ct);
}
