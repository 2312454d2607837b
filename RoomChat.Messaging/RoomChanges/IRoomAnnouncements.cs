namespace RoomChat.Messaging.RoomChanges;

/// <summary>
/// Tells all instances that a room was changed: its settings, or what users are in it. Only that: what has changed is in the database. An
/// announcement may be lost.
/// </summary>
public interface IRoomAnnouncements
{
    /// <summary>Tells it.</summary>
    Task AnnounceAsync(CancellationToken ct);

    /// <summary>Hears of changes for as long as the process runs.</summary>
    /// <param name="heard">Called for each; must return at once.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task SubscribeAsync(Action heard, CancellationToken ct);
}
