using RoomChat.Contracts.Names;

namespace RoomChat.Messaging.Names;

/// <summary>
/// The names of signed-in users and of programs. Guests cannot use these names or similar ones.
/// </summary>
public interface IRegisteredNames
{
    /// <summary>Registers a name for its owner. The first user of a name keeps it; a program replaces a user.</summary>
    /// <param name="name">The name.</param>
    /// <param name="ownerId">Id of the user or the program.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task RegisterAsync(UserName name, string ownerId, CancellationToken ct);

    /// <summary>Returns the id of the owner of this name or of a similar name; null when there is none.</summary>
    Task<string?> FindOwnerAsync(UserName name, CancellationToken ct);

    /// <summary>Records a guest's name, for the case that a user of this name signs in.</summary>
    /// <param name="name">The name.</param>
    /// <param name="sessionId">The guest's session.</param>
    /// <param name="keep">Longest life of an unused session.</param>
    /// <param name="ct">Gives up waiting.</param>
    Task NoteGuestAsync(UserName name, string sessionId, TimeSpan keep, CancellationToken ct);

    /// <summary>Returns the sessions of guests with this name or a similar one, and removes their records.</summary>
    Task<IReadOnlyList<string>> TakeGuestsAsync(UserName name, CancellationToken ct);
}
