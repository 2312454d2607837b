using System.Collections.Concurrent;
using RoomChat.Contracts.Names;
using RoomChat.Messaging.Names;
using RoomChat.Web.Session;

namespace RoomChat.Web.Names;

/// <summary>
/// Reserves the names of users who have signed in. Guests cannot take them, and sessions of guests who already have one end.
/// </summary>
internal sealed class KeptNames(IRegisteredNames names, SessionCheck sessions)
{
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<(string Shape, string Id), bool> _kept = new();

    /// <summary>Completes when no guest has the name any more. Cheap for a name that this process reserved before.</summary>
    /// <exception cref="StackExchange.Redis.RedisException">Redis does not answer.</exception>
    public async Task KeepAsync(UserName name, string id, CancellationToken ct)
    {
        if (_kept.ContainsKey((name.Shape, id))) return;
        await names.RegisterAsync(name, id, ct);
        foreach (var guest in await names.TakeGuestsAsync(name, ct)) await sessions.EndAsync(guest, ct);
        if (_kept.Count >= MostRemembered) _kept.Clear();
        _kept[(name.Shape, id)] = true;
    }
}
