namespace RoomChat.Messaging.EndedSessions;

/// <summary>
/// The list of the page's ended sessions. Every gateway and every realtime instance reads it. The user's id identifies a session, because
/// each sign-in makes a new id.
/// </summary>
public interface IEndedSessions
{
    /// <summary>Ends a session everywhere.</summary>
    /// <param name="userId">The session's user.</param>
    /// <param name="keep">How long the entry is kept: as long as the cookie could be valid.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task EndAsync(string userId, TimeSpan keep, CancellationToken ct);

    /// <summary>Whether a session was ended.</summary>
    Task<bool> HasEndedAsync(string userId, CancellationToken ct);

    /// <summary>Reads the recently ended sessions.</summary>
    /// <param name="since">A time of the list's own clock, from an earlier answer; null to read only the clock.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task<EndedLately> ReadAsync(DateTimeOffset? since, CancellationToken ct);
}
