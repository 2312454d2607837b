using System.Buffers.Binary;
using System.Globalization;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>
/// What a message's content begins with: <c>@@</c>, its number in its room (8 digits) and when it was published (16 digits, nanoseconds of this process's
/// clock). Of fixed width, so that the receiver finds and reads it without reading the JSON around it.
/// </summary>
internal static class Stamp
{
    /// <summary>Bytes of a stamp, mark and all.</summary>
    public const int Length = 26;

    /// <summary>What a stamp begins with; nothing else in a frame has it.</summary>
    public static ReadOnlySpan<byte> Mark => "@@"u8;

    /// <summary>A content of so many characters with a stamp.</summary>
    public static string Write(long number, long nanoseconds, int contentLength) =>
        string.Create(CultureInfo.InvariantCulture, $"@@{number:D8}{nanoseconds:D16}").PadRight(contentLength, 'x');

    /// <param name="stamp">The bytes from the mark on.</param>
    public static (long Number, long Nanoseconds) Read(ReadOnlySpan<byte> stamp) =>
        (EightDigits(stamp[2..]), (EightDigits(stamp[10..]) * 100_000_000) + EightDigits(stamp[18..]));

    /// <summary>Eight digits at once: pairs, then fours, then all are put together by multiplication.</summary>
    private static long EightDigits(ReadOnlySpan<byte> digits)
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(digits) - 0x3030303030303030;
        value = (value * 10) + (value >> 8);
        return (long)((((value & 0x000000FF000000FF) * 0x000F424000000064) + (((value >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
    }
}
