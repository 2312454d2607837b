using System.Text.Json;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.Push;

/// <summary>
/// The subscriptions in Redis: per room a hash of subscription id to target, per subscription a set of rooms, per user a sorted set. Every
/// key expires. A change is not atomic: after a crash between its steps, a target may stay until it expires.
/// </summary>
internal sealed class RedisPushSubscriptions(IConnectionMultiplexer redis, TimeProvider time) : IPushSubscriptions
{
    internal const int MostOfUser = 10;
    internal const int MostInRoom = 1000;

    private static readonly TimeSpan Life = TimeSpan.FromDays(30);
    private static readonly TimeSpan ClaimLife = TimeSpan.FromMinutes(5);

    private IDatabase Database => redis.GetDatabase();

    public async Task SaveAsync(PushSubscription subscription, IReadOnlyList<PushWish> rooms, CancellationToken ct)
    {
        var wanted = rooms.ToDictionary(room => (RedisValue)room.RoomId.Value);
        await LeaveAsync(subscription.Id, room => !wanted.ContainsKey(room), ct);
        if (rooms.Count == 0)
        {
            await Database.SortedSetRemoveAsync(RoomKeys.PushOfUser(subscription.User.Id), subscription.Id).WaitAsync(ct);
            return;
        }

        var key = RoomKeys.PushRooms(subscription.Id);
        await Database.SetAddAsync(key, [.. wanted.Keys]).WaitAsync(ct);
        await Database.KeyExpireAsync(key, Life).WaitAsync(ct);
        await Task.WhenAll(rooms.Select(room => EnterAsync(subscription, room, ct)));
        await BoundUserAsync(subscription, ct);
    }

    public async Task RemoveAsync(PushSubscription subscription, CancellationToken ct)
    {
        await LeaveAsync(subscription.Id, static _ => true, ct);
        await Database.SortedSetRemoveAsync(RoomKeys.PushOfUser(subscription.User.Id), subscription.Id).WaitAsync(ct);
    }

    public async Task<IReadOnlyList<PushTarget>> FindAsync(RoomId roomId, CancellationToken ct) =>
        [.. (await Database.HashValuesAsync(RoomKeys.PushTargets(roomId)).WaitAsync(ct)).Select(Read)];

    public Task<bool> TryClaimAsync(RoomId roomId, RoomPosition position, CancellationToken ct) =>
        Database.StringSetAsync(RoomKeys.Pushed(roomId, position), 1, ClaimLife, When.NotExists).WaitAsync(ct);

    private async Task EnterAsync(PushSubscription subscription, PushWish wish, CancellationToken ct)
    {
        var key = RoomKeys.PushTargets(wish.RoomId);
        var isFull = await Database.HashLengthAsync(key).WaitAsync(ct) >= MostInRoom;
        if (isFull && !await Database.HashExistsAsync(key, subscription.Id).WaitAsync(ct)) return;
        await Database.HashSetAsync(key, subscription.Id, Write(subscription, wish)).WaitAsync(ct);
        await Database.KeyExpireAsync(key, Life).WaitAsync(ct);
    }

    private async Task LeaveAsync(string id, Func<RedisValue, bool> isLeft, CancellationToken ct)
    {
        var key = RoomKeys.PushRooms(id);
        foreach (var room in (await Database.SetMembersAsync(key).WaitAsync(ct)).Where(isLeft))
        {
            if (RoomId.TryParse(room, out var roomId)) await Database.HashDeleteAsync(RoomKeys.PushTargets(roomId), id).WaitAsync(ct);
            await Database.SetRemoveAsync(key, room).WaitAsync(ct);
        }
    }

    private async Task BoundUserAsync(PushSubscription subscription, CancellationToken ct)
    {
        var key = RoomKeys.PushOfUser(subscription.User.Id);
        await Database.SortedSetAddAsync(key, subscription.Id, time.GetUtcNow().ToUnixTimeMilliseconds()).WaitAsync(ct);
        await Database.KeyExpireAsync(key, Life).WaitAsync(ct);
        foreach (var id in await Database.SortedSetRangeByRankAsync(key, 0, -MostOfUser - 1).WaitAsync(ct))
        {
            await LeaveAsync(id!, static _ => true, ct);
            await Database.SortedSetRemoveAsync(key, id).WaitAsync(ct);
        }
    }

    private static byte[] Write(PushSubscription of, PushWish wish) => JsonSerializer.SerializeToUtf8Bytes(
        new StoredTarget(of.Endpoint, of.PublicKey, of.Auth, of.User.Id, of.User.Name, of.SessionId, of.HidesContent, wish.MentionsOnly),
        PushJsonContext.Default.StoredTarget);

    private static PushTarget Read(RedisValue value)
    {
        var stored = JsonSerializer.Deserialize(((ReadOnlyMemory<byte>)value).Span, PushJsonContext.Default.StoredTarget)!;
        var user = new ChatUser(stored.UserId, stored.UserName);
        var subscription = new PushSubscription(
            stored.Endpoint, stored.PublicKey, stored.Auth, user, stored.SessionId, stored.HidesContent);
        return new PushTarget(subscription, stored.MentionsOnly);
    }
}
