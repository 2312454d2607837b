using System.Globalization;
using RoomChat.Contracts;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>Reads what <c>set.lua</c> writes: <c>5f0c:1769860800123;a91d:1769860811000;|Ann</c>, each share with Unix milliseconds, then the name.</summary>
internal static class StoredMember
{
    /// <exception cref="FormatException">The text is not an entry.</exception>
    internal static MemberEntry Read(string userId, RedisValue value)
    {
        var text = (string)value!;
        var (instances, since) = (new List<string>(1), long.MaxValue);
        var rest = text.AsSpan();
        while (rest is not ['|', ..])
        {
            var (colon, end) = (rest.IndexOf(':'), rest.IndexOf(';'));
            if (colon < 0 || end < colon || !long.TryParse(rest[(colon + 1)..end], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
                throw new FormatException("A member's entry is not its shares and its name.");
            instances.Add(rest[..colon].ToString());
            since = Math.Min(since, milliseconds);
            rest = rest[(end + 1)..];
        }
        return new MemberEntry(new RoomMember(new ChatUser(userId, rest[1..].ToString()), DateTimeOffset.FromUnixTimeMilliseconds(since)), instances);
    }
}
