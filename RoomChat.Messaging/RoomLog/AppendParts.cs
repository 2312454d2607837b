using RoomChat.Contracts;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>Splits messages into parts for one call of <c>append.lua</c>: key and JSON in turn.</summary>
internal static class AppendParts
{
    // A script blocks other commands, and Lua's stack holds its arguments. Both bounds are far below the limits.
    private const int MostMessages = 256;
    private const int MostBytes = 512 * 1024;

    internal static IEnumerable<IReadOnlyList<RedisValue>> Of(IReadOnlyList<ChatMessage> messages)
    {
        var part = new List<RedisValue>();
        var bytes = 0;
        foreach (var message in messages)
        {
            var body = MessageBody.Write(message);
            if (part.Count >= 2 * MostMessages || (part.Count > 0 && bytes + body.Length > MostBytes))
            {
                yield return part;
                (part, bytes) = ([], 0);
            }
            part.Add(KeyOf(message));
            part.Add(body);
            bytes += body.Length;
        }
        yield return part;
    }

    /// <summary>
    /// The key by which repeats are recognised: id and sender. A sender cannot use up another's ids. No message id has a slash.
    /// </summary>
    private static string KeyOf(ChatMessage message) =>
        message.Via is null ? $"{message.Id}/{message.User.Id}" : $"{message.Id}/{message.User.Id}/{message.Via}";
}
