using System.Buffers.Text;

namespace RoomChat.Benchmarks.FanOut.Peers;

/// <summary>Reads push messages of a subscribed Redis connection (RESP 2): arrays of a kind, a channel, and a payload or a count.</summary>
internal static class PushReader
{
    /// <summary>Reads the next message and skips answers to SUBSCRIBE. Returns false while no message is complete.</summary>
    /// <exception cref="FormatException">The bytes are not a push message.</exception>
    public static bool TryRead(ref Memory<byte> bytes, out ReadOnlyMemory<byte> channel, out ReadOnlyMemory<byte> payload)
    {
        (channel, payload) = (default, default);
        while (true)
        {
            var rest = bytes;
            if (!TryReadHeader(ref rest, (byte)'*', out _) || !TryReadText(ref rest, out var kind) || !TryReadText(ref rest, out channel))
                return false;
            if (kind.Span.SequenceEqual("subscribe"u8))
            {
                if (!TryReadHeader(ref rest, (byte)':', out _)) return false;
                bytes = rest;
                continue;
            }
            if (!TryReadText(ref rest, out payload)) return false;
            bytes = rest;
            return true;
        }
    }

    private static bool TryReadText(ref Memory<byte> bytes, out ReadOnlyMemory<byte> text)
    {
        text = default;
        var rest = bytes;
        if (!TryReadHeader(ref rest, (byte)'$', out var length) || rest.Length < length + 2) return false;
        text = rest[..length];
        bytes = rest[(length + 2)..];
        return true;
    }

    private static bool TryReadHeader(ref Memory<byte> bytes, byte kind, out int number)
    {
        number = 0;
        var end = bytes.Span.IndexOf("\r\n"u8);
        if (end < 0) return false;
        if (bytes.Span[0] != kind || !Utf8Parser.TryParse(bytes.Span[1..end], out number, out _))
            throw new FormatException("Not what a subscriber is sent.");
        bytes = bytes[(end + 2)..];
        return true;
    }
}
