using System.Buffers.Text;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>
/// An announcement of the room log: <c>epoch:offset:bytes of id:id{json}</c>. The peers parse it here, independently of RoomChat's code.
/// </summary>
internal static class Announcement
{
    /// <summary>Returns the offset and the message's JSON.</summary>
    /// <exception cref="FormatException">The bytes are not an announcement.</exception>
    public static (long Offset, ReadOnlyMemory<byte> Json) Read(ReadOnlyMemory<byte> announcement)
    {
        var bytes = announcement.Span;
        var colon = bytes.IndexOf((byte)':');
        // An id has no brace.
        var json = bytes.IndexOf((byte)'{');
        return json > colon && Utf8Parser.TryParse(bytes[(colon + 1)..], out long offset, out _)
            ? (offset, announcement[json..])
            : throw new FormatException("Not an announcement of a room log.");
    }

    /// <summary>Returns a frame with the same fields as RoomChat's frame, in another order.</summary>
    public static byte[] ToFrame(ReadOnlyMemory<byte> announcement)
    {
        var (offset, json) = Read(announcement);
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(offset, digits, out var length);
        return [.. "{\"type\":\"message\",\"offset\":"u8, .. digits[..length], (byte)',', .. json.Span[1..]];
    }
}
