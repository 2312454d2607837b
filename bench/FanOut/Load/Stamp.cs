using System.Buffers.Binary;
using System.Globalization;

namespace RoomChat.Benchmarks.FanOut.Load;

/// <summary>
/// The first part of a message's content: <c>@@</c>, the number of the message in its room (8 digits) and its publish time (16 digits,
/// nanoseconds of this process's clock). The width is fixed, so the receiver finds and reads it without parsing the JSON.
/// </summary>
internal static class Stamp
{
    /// <summary>Bytes of a stamp, including the mark.</summary>
    public const int Length = 26;

    /// <summary>The first bytes of a stamp. They occur nowhere else in a frame.</summary>
    public static ReadOnlySpan<byte> Mark => "@@"u8;

    /// <summary>Returns a content of the given length that starts with a stamp.</summary>
    public static string Write(long number, long nanoseconds, int contentLength) =>
        string.Create(CultureInfo.InvariantCulture, $"@@{number:D8}{nanoseconds:D16}").PadRight(contentLength, 'x');

    /// <param name="stamp">The bytes from the mark on.</param>
    public static (long Number, long Nanoseconds) Read(ReadOnlySpan<byte> stamp) =>
        (EightDigits(stamp[2..]), (EightDigits(stamp[10..]) * 100_000_000) + EightDigits(stamp[18..]));

    /// <summary>Parses eight digits at once: multiplications combine digits to pairs, then fours, then eight.</summary>
    private static long EightDigits(ReadOnlySpan<byte> digits)
    {
        var value = BinaryPrimitives.ReadUInt64LittleEndian(digits) - 0x3030303030303030;
        value = (value * 10) + (value >> 8);
        return (long)((((value & 0x000000FF000000FF) * 0x000F424000000064)
            + (((value >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32);
    }
}
