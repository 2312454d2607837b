using RoomChat.Contracts;
using RoomChat.Contracts.Names;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.Names;

/// <summary>The names as one hash in Redis, from a name's shape to the owner's id. Only sign-ins and starting gateways write it.</summary>
internal sealed class RedisRegisteredNames(IConnectionMultiplexer redis) : IRegisteredNames
{
    public Task RegisterAsync(UserName name, string ownerId, CancellationToken ct)
    {
        var when = ownerId.StartsWith(ChatUser.ProgramPrefix, StringComparison.Ordinal) ? When.Always : When.NotExists;
        return redis.GetDatabase().HashSetAsync(RoomKeys.RegisteredNames, name.Shape, ownerId, when).WaitAsync(ct);
    }

    public async Task<string?> FindOwnerAsync(UserName name, CancellationToken ct) =>
        await redis.GetDatabase().HashGetAsync(RoomKeys.RegisteredNames, name.Shape).WaitAsync(ct);

    public async Task NoteGuestAsync(UserName name, string sessionId, TimeSpan keep, CancellationToken ct)
    {
        var (database, key) = (redis.GetDatabase(), RoomKeys.GuestsOfName(name.Shape));
        await database.SetAddAsync(key, sessionId).WaitAsync(ct);
        await database.KeyExpireAsync(key, keep).WaitAsync(ct);
    }

    public async Task<IReadOnlyList<string>> TakeGuestsAsync(UserName name, CancellationToken ct)
    {
        var (database, key) = (redis.GetDatabase(), RoomKeys.GuestsOfName(name.Shape));
        var sessions = await database.SetMembersAsync(key).WaitAsync(ct);
        if (sessions.Length > 0) await database.KeyDeleteAsync(key).WaitAsync(ct);
        return [.. sessions.Select(session => (string)session!)];
    }
}
