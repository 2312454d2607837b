using System.Buffers.Binary;
using System.Text;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>A client's WebSocket frames. A mask is required; the zero mask leaves the bytes unchanged.</summary>
internal static class MaskedFrame
{
    private const byte Final = 0x80;
    private const byte Masked = 0x80;
    private const byte TextOpcode = 1;
    private const byte PongOpcode = 10;
    private const int MaskBytes = 4;
    private const int LongestShort = 125;
    private const byte TwoBytesOfLength = 126;

    public static byte[] Text(string text) => Write(TextOpcode, Encoding.UTF8.GetBytes(text));

    public static byte[] Pong(ReadOnlySpan<byte> payload) => Write(PongOpcode, payload);

    private static byte[] Write(byte opcode, ReadOnlySpan<byte> payload)
    {
        var lengthBytes = payload.Length > LongestShort ? sizeof(ushort) : 0;
        var frame = new byte[2 + lengthBytes + MaskBytes + payload.Length];
        frame[0] = (byte)(Final | opcode);
        frame[1] = (byte)(Masked | (lengthBytes == 0 ? (byte)payload.Length : TwoBytesOfLength));
        if (lengthBytes > 0) BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), checked((ushort)payload.Length));
        payload.CopyTo(frame.AsSpan(frame.Length - payload.Length));
        return frame;
    }
}
