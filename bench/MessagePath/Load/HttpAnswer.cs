using System.Buffers.Text;

namespace RoomChat.Benchmarks.MessagePath.Load;

/// <summary>Finds the end of an HTTP answer in received bytes, without the cost of a library.</summary>
internal static class HttpAnswer
{
    private const int StatusAt = 9;
    private const int StatusLength = 3;

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    private static ReadOnlySpan<byte> LastChunk => "0\r\n\r\n"u8;

    /// <summary>Reads the status of a single answer. Returns false while the answer is incomplete.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out int status)
    {
        status = 0;
        var end = bytes.IndexOf(EndOfHead);
        if (end < 0) return false;
        var head = bytes[..(end + 2)];
        var body = bytes[(end + EndOfHead.Length)..];
        if (!Utf8Parser.TryParse(head.Slice(StatusAt, StatusLength), out status, out _)) throw new FormatException("Not an HTTP answer.");
        if (Find(head, "\r\ntransfer-encoding: chunked\r\n"u8) >= 0)
            return body.EndsWith(LastChunk) && (body.Length == LastChunk.Length || body[^(LastChunk.Length + 1)] == '\n');
        var length = Find(head, "\r\ncontent-length: "u8);
        if (length < 0) return true;
        return Utf8Parser.TryParse(head[(length + "\r\ncontent-length: "u8.Length)..], out int size, out _) && body.Length >= size;
    }

    /// <summary>Finds a header, ignoring case. The searched text is in lower case.</summary>
    private static int Find(ReadOnlySpan<byte> head, ReadOnlySpan<byte> text)
    {
        for (var at = 0; at <= head.Length - text.Length; at++)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(head.Slice(at, text.Length), text)) return at;
        }
        return -1;
    }
}
