using System.Security.Cryptography;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>Names the topic of a room.</summary>
public static class RoomTopicName
{
    // Enough to avoid collisions. The digest is needed because entity names ignore case and room names do not.
    private const int DigestBytes = 8;

    /// <summary>The room's name, reduced to the characters of entity names, for people, and its digest for the broker.</summary>
    public static string Of(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(roomId.Value)).AsSpan(0, DigestBytes));
        return $"room-{roomId.Value.TrimStart('$')}-{digest}";
    }
}
