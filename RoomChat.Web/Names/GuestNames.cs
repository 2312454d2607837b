using Microsoft.Extensions.Options;
using RoomChat.Contracts.Names;
using RoomChat.Messaging.Names;
using RoomChat.Web.Session;
using StackExchange.Redis;
using SessionOptions = RoomChat.Web.Session.SessionOptions;

namespace RoomChat.Web.Names;

/// <summary>Gives names to guests, but no name of a user who has signed in, or of a program.</summary>
internal sealed class GuestNames(IRegisteredNames names, IOptions<SessionOptions> session, TimeProvider time)
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    /// <summary>False when the name, or one that looks like it, belongs to a user or a program.</summary>
    /// <exception cref="SessionsUnknownException">Redis does not answer. A name that cannot be looked up is not given.</exception>
    public async Task<bool> TryTakeAsync(UserName name, string sessionId, CancellationToken ct)
    {
        try
        {
            // Noted before the look-up: so a user who signs in at this moment either ends the guest's session, or is found here.
            await names.NoteGuestAsync(name, sessionId, session.Value.Lifetime, ct).WaitAsync(MaxWait, time, ct);
            return await names.FindOwnerAsync(name, ct).WaitAsync(MaxWait, time, ct) is null;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            throw new SessionsUnknownException(e);
        }
    }
}
