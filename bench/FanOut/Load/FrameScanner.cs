using System.Buffers.Binary;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>Splits a server's bytes into WebSocket frames.</summary>
internal static class FrameScanner
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Close = 8;
    public const int Ping = 9;

    private const int FinalBit = 0x80;
    private const int CompressedBit = 0x40;
    private const int OpcodeBits = 0x0f;
    private const int LengthBits = 0x7f;
    private const int TwoBytesOfLength = 126;
    private const int EightBytesOfLength = 127;

    /// <summary>Reads the first frame of the bytes. Returns false while the frame is incomplete.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out ServerFrameView frame)
    {
        frame = default;
        if (bytes.Length < 2) return false;
        var (start, length) = (2, (long)(bytes[1] & LengthBits));
        if (length == TwoBytesOfLength)
        {
            if (bytes.Length < 4) return false;
            (start, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]));
        }
        else if (length == EightBytesOfLength)
        {
            if (bytes.Length < 10) return false;
            (start, length) = (10, BinaryPrimitives.ReadInt64BigEndian(bytes[2..]));
        }
        if (bytes.Length - start < length) return false;
        frame = new ServerFrameView(
            bytes[0] & OpcodeBits, (bytes[0] & FinalBit) != 0, (bytes[0] & CompressedBit) != 0,
            bytes.Slice(start, (int)length), start + (int)length);
        return true;
    }
}
