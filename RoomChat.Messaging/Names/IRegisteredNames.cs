using RoomChat.Contracts.Names;

namespace RoomChat.Messaging.Names;

/// <summary>
/// The names of users who have signed in, and of programs. Guests cannot have them, nor names that look like one of them.
/// </summary>
public interface IRegisteredNames
{
    /// <summary>Keeps a name for its owner. Of several users with one name the first is kept; a program takes its place.</summary>
    /// <param name="name">The name.</param>
    /// <param name="ownerId">Id of the user or the program.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task RegisterAsync(UserName name, string ownerId, CancellationToken ct);

    /// <summary>The id of the owner of this name, or of one that looks like it; null when there is none.</summary>
    Task<string?> FindOwnerAsync(UserName name, CancellationToken ct);

    /// <summary>Notes that a guest has this name, in case that a user of this name signs in.</summary>
    /// <param name="name">The name.</param>
    /// <param name="sessionId">The guest's session.</param>
    /// <param name="keep">How long the session can last without being used.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task NoteGuestAsync(UserName name, string sessionId, TimeSpan keep, CancellationToken ct);

    /// <summary>The sessions of the guests who have this name, or one that looks like it. They are noted no longer.</summary>
    Task<IReadOnlyList<string>> TakeGuestsAsync(UserName name, CancellationToken ct);
}
