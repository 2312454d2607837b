using System.Globalization;
using RoomChat.Contracts;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomMembers;

/// <summary>
/// Reads entries of <c>set.lua</c>: <c>5f0c:1769860800123;a91d:1769860811000;|Ann</c>, each share with Unix milliseconds, then the name.
/// Status and read position may follow, each after a unit separator. No name contains that character.
/// </summary>
internal static class StoredMember
{
    private const char Separator = '\u001F';

    /// <exception cref="FormatException">The text is not an entry.</exception>
    internal static MemberEntry Read(string userId, RedisValue value)
    {
        var text = (string)value!;
        var (instances, since) = (new List<string>(1), long.MaxValue);
        var rest = text.AsSpan();
        while (rest is not ['|', ..])
        {
            var (colon, end) = (rest.IndexOf(':'), rest.IndexOf(';'));
            if (colon < 0
                || end < colon
                || !long.TryParse(rest[(colon + 1)..end], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            {
                throw new FormatException("A member's entry is not its shares and its name.");
            }

            instances.Add(rest[..colon].ToString());
            since = Math.Min(since, milliseconds);
            rest = rest[(end + 1)..];
        }
        var told = rest[1..].ToString().Split(Separator);
        var user = new ChatUser(userId, told[0]);
        var status = told.Length > 1 && told[1].Length > 0 ? told[1] : null;
        var readTo = told.Length > 2 ? ReadPosition(told[2]) : null;
        return new MemberEntry(new RoomMember(user, DateTimeOffset.FromUnixTimeMilliseconds(since), status, readTo), instances);
    }

    /// <summary>The stored form of a read position.</summary>
    internal static string Write(RoomPosition readTo) => string.Create(CultureInfo.InvariantCulture, $"{readTo.Offset}:{readTo.Epoch}");

    private static RoomPosition? ReadPosition(string text) =>
        text.Split(':', 2) is [var offset, var epoch]
        && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new RoomPosition(number, epoch)
            : null;
}
