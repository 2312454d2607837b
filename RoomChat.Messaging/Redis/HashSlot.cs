using System.Text;

namespace RoomChat.Messaging.Redis;

/// <summary>
/// The cluster slot of a key or a sharded channel (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/):
/// CRC-16/XMODEM of the hash tag, the text between the first <c>{</c> and the next <c>}</c>, or of the whole name without a tag.
/// StackExchange.Redis can compute it only after it has connected to a cluster.
/// </summary>
internal static class HashSlot
{
    internal const int Count = 16384;

    private const int Polynomial = 0x1021;

    internal static int Of(string name)
    {
        var crc = 0;
        foreach (var value in Encoding.UTF8.GetBytes(TagOf(name).ToString()))
        {
            crc ^= value << 8;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ Polynomial;
        }
        return (crc & 0xFFFF) % Count;
    }

    /// <summary>The hashed part of a name.</summary>
    internal static ReadOnlySpan<char> TagOf(ReadOnlySpan<char> name)
    {
        var open = name.IndexOf('{');
        var length = open < 0 ? -1 : name[(open + 1)..].IndexOf('}');
        return length > 0 ? name.Slice(open + 1, length) : name;
    }
}
