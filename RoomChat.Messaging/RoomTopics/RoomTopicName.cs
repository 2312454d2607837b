using System.Security.Cryptography;
using System.Text;
using RoomChat.Contracts;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>What a room's own topic is called.</summary>
public static class RoomTopicName
{
    // Enough that two rooms never meet: names of entities do not tell upper from lower case, those of rooms do.
    private const int DigestBytes = 8;

    /// <summary>The room's name for people, in what an entity's name may contain, and a digest of it for the broker.</summary>
    public static string Of(RoomId roomId)
    {
        ArgumentNullException.ThrowIfNull(roomId);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(roomId.Value)).AsSpan(0, DigestBytes));
        return $"room-{roomId.Value.TrimStart('$')}-{digest}";
    }
}
