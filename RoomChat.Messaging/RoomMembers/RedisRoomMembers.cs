using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>
/// The members in Redis: a hash per room, a field per user. A script changes shares, so that only one instance sees a user join or leave.
/// </summary>
internal sealed class RedisRoomMembers(IConnectionMultiplexer redis) : IRoomMembers
{
    /// <summary>Life of a room's members after the last change, for the case that no instance is left to remove them.</summary>
    private const int LifeSeconds = 24 * 60 * 60;

    private static readonly RedisScript Set = RedisScript.Load("RoomMembers.Scripts.set");
    private static readonly RedisScript Remove = RedisScript.Load("RoomMembers.Scripts.remove");

    public async Task<SharesSet> SetAsync(RoomId roomId, string instanceId, IReadOnlyList<MemberShare> shares, CancellationToken ct)
    {
        var arguments = new List<RedisValue>(2 + 5 * shares.Count) { instanceId, LifeSeconds };
        foreach (var (user, since, status, readTo) in shares)
        {
            arguments.Add(user.Id);
            arguments.Add(since is { } time ? time.ToUnixTimeMilliseconds() : "");
            arguments.Add(user.Name);
            arguments.Add(status is null ? "" : $"={status}");
            arguments.Add(readTo is null ? "" : StoredMember.Write(readTo));
        }
        var news = (string[])(await Set.RunAsync(redis.GetDatabase(), [RoomKeys.Members(roomId)], [.. arguments], ct))!;
        var users = news.Chunk(3).ToLookup(entry => entry[0] == "moved", entry => new ChatUser(entry[1], entry[2]));
        return new SharesSet([.. users[true]], [.. users[false]]);
    }

    public async Task<IReadOnlyList<ChatUser>> RemoveAsync(RoomId roomId, IReadOnlyList<string> instanceIds, CancellationToken ct) =>
        ReadUsers(await Remove.RunAsync(
            redis.GetDatabase(), [RoomKeys.Members(roomId)], [.. instanceIds.Select(id => (RedisValue)id)], ct));

    public async Task<MembersFound> FindAsync(RoomId roomId, IReadOnlyList<string> userIds, CancellationToken ct)
    {
        var (database, key) = (redis.GetDatabase(), RoomKeys.Members(roomId));
        var counting = database.HashLengthAsync(key);
        var values = userIds.Count == 0 ? [] : await database.HashGetAsync(key, [.. userIds.Select(id => (RedisValue)id)]).WaitAsync(ct);
        var count = (int)await counting.WaitAsync(ct);
        return new MembersFound(
            count,
            [
                .. userIds.Zip(values)
                    .Where(pair => !pair.Second.IsNull)
                    .Select(pair => StoredMember.Read(pair.First, pair.Second).Member)
            ]);
    }

    public async Task<IReadOnlyList<MemberEntry>> ReadAsync(RoomId roomId, CancellationToken ct) =>
        Array.ConvertAll(
            await redis.GetDatabase().HashGetAllAsync(RoomKeys.Members(roomId)).WaitAsync(ct),
            field => StoredMember.Read(field.Name!, field.Value));

    private static List<ChatUser> ReadUsers(RedisResult answer) =>
        [.. ((string[])answer!).Chunk(2).Select(idAndName => new ChatUser(idAndName[0], idAndName[1]))];
}
