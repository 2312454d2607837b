using System.IO.Compression;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>Decompresses messages (https://www.rfc-editor.org/rfc/rfc7692#section-7.2.2) independently. For one thread.</summary>
internal sealed class Inflater
{
    private const int LargestMessage = 1 << 20;

    private static readonly byte[] Tail = [0x00, 0x00, 0xff, 0xff];

    private readonly byte[] _text = new byte[LargestMessage];

    /// <summary>Returns the text. It is valid until the next call.</summary>
    public ReadOnlySpan<byte> Unpack(ReadOnlySpan<byte> packed)
    {
        using var source = new MemoryStream([.. packed, .. Tail]);
        using var inflate = new DeflateStream(source, CompressionMode.Decompress);
        var length = 0;
        while (inflate.Read(_text.AsSpan(length)) is var read and > 0) length += read;
        return _text.AsSpan(0, length);
    }
}
