namespace RoomChat.Messaging.EndedSessions;

/// <summary>
/// The list of ended sessions of the page, which every gateway and every realtime instance reads. A session goes by its user's id, since
/// each sign-in makes a new one.
/// </summary>
public interface IEndedSessions
{
    /// <summary>Ends a session everywhere.</summary>
    /// <param name="userId">Whose session.</param>
    /// <param name="keep">How long its cookie could still be valid: so long the entry is kept.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task EndAsync(string userId, TimeSpan keep, CancellationToken ct);

    /// <summary>Whether a session was ended.</summary>
    Task<bool> HasEndedAsync(string userId, CancellationToken ct);

    /// <summary>The sessions that were ended lately.</summary>
    /// <param name="since">A moment by the list's own clock, from an answer before; null to learn the clock only.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<EndedLately> ReadAsync(DateTimeOffset? since, CancellationToken ct);
}
