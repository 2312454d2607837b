using System.Buffers.Text;

namespace RoomChat.Messaging.Redis;

/// <summary>
/// One reply on a subscribed connection, in RESP2 (https://redis.io/docs/latest/develop/reference/protocol-spec/):
/// <c>*3\r\n$7\r\nmessage\r\n$4\r\nroom\r\n$2\r\nhi\r\n</c>, or a single line like <c>+OK\r\n</c>. Its parts point into the input bytes.
/// </summary>
internal readonly ref struct PushReply
{
    // Redis accepts no larger values. A larger length is an error.
    private const int MaxLength = 512 * 1024 * 1024;

    private PushReply(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> channel, ReadOnlySpan<byte> payload)
    {
        Kind = kind;
        Channel = channel;
        Payload = payload;
    }

    /// <summary><c>message</c>, <c>subscribe</c>, <c>unsubscribe</c> or <c>pong</c>. For a single line: the line with its sign.</summary>
    public ReadOnlySpan<byte> Kind { get; }

    public ReadOnlySpan<byte> Channel { get; }

    public ReadOnlySpan<byte> Payload { get; }

    public bool IsError => Kind is [(byte)'-', ..];

    /// <summary>Reads the first reply of the bytes. False when it is incomplete.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a reply.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PushReply reply, out int length)
    {
        var rest = bytes;
        reply = default;
        length = 0;
        if (!TryReadLine(ref rest, out var line)) return false;
        if (line is not [(byte)'*', .. var count])
        {
            reply = new PushReply(line, default, default);
        }
        else
        {
            var parts = ReadLength(count);
            if (parts is < 1 or > 3) throw new InvalidDataException($"A reply of {parts} parts.");
            if (!TryReadPart(ref rest, out var kind)) return false;
            var channel = ReadOnlySpan<byte>.Empty;
            var payload = ReadOnlySpan<byte>.Empty;
            if (parts > 1 && !TryReadPart(ref rest, out channel)) return false;
            if (parts > 2 && !TryReadPart(ref rest, out payload)) return false;
            reply = new PushReply(kind, channel, payload);
        }
        length = bytes.Length - rest.Length;
        return true;
    }

    private static bool TryReadPart(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> part)
    {
        part = default;
        if (!TryReadLine(ref rest, out var line)) return false;
        switch (line)
        {
            // No value: the channel in the reply to an unsubscribe without subscriptions.
            case [(byte)'$', (byte)'-', ..]:
                return true;
            case [(byte)'$', .. var digits]:
                var length = ReadLength(digits);
                if (rest.Length < length + 2) return false;
                part = rest[..length];
                rest = rest[(length + 2)..];
                return true;
            case [(byte)':', .. var number]:
                part = number;
                return true;
            default:
                throw new InvalidDataException("A part of a reply that is neither text nor number.");
        }
    }

    private static bool TryReadLine(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf("\r\n"u8);
        line = end < 0 ? default : rest[..end];
        if (end >= 0) rest = rest[(end + 2)..];
        return end > 0 || (end == 0 ? throw new InvalidDataException("An empty line.") : false);
    }

    private static int ReadLength(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int length, out var consumed) && consumed == digits.Length && length is >= 0 and <= MaxLength
            ? length
            : throw new InvalidDataException("A length that is no number.");
}
