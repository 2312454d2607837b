using System.Buffers.Binary;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// Checks encoded AMQP values before the library reads them. The library recurses without a depth limit and allocates as many elements as
/// a value declares, so a few bytes could crash it. It also relies on counts where this class relies on sizes, so both must agree.
/// </summary>
internal static class AmqpShape
{
    private const byte Map8 = 0xC1;
    private const byte Map32 = 0xD1;

    /// <summary>Largest depth of lists, maps, arrays and descriptors. A rule in a request, the deepest value of clients, has 8.</summary>
    private const int Deepest = 32;

    /// <summary>Largest number of elements in an array of zero-byte elements. Clients need none, and no size limits it.</summary>
    private const uint MostEmptyElements = 256;

    /// <summary>Checks values that follow one another until the bytes end.</summary>
    /// <exception cref="AmqpException">They are not well-formed, or nested too deeply.</exception>
    public static void CheckAll(ReadOnlySpan<byte> bytes)
    {
        for (var position = 0; position < bytes.Length;) position = Value(bytes, position, Deepest);
    }

    /// <summary>Checks the first value.</summary>
    /// <returns>How many bytes it has.</returns>
    /// <exception cref="AmqpException">It is not well-formed, or nested too deeply.</exception>
    public static int CheckFirst(ReadOnlySpan<byte> bytes) => Value(bytes, 0, Deepest);

    /// <summary>Checks a value with its format code; returns its end.</summary>
    private static int Value(ReadOnlySpan<byte> bytes, int position, int depth)
    {
        var format = Byte(bytes, position);
        if (format != 0) return Content(bytes, position + 1, format, depth);
        var descriptor = Value(bytes, position + 1, Deeper(depth));
        return Value(bytes, descriptor, Deeper(depth));
    }

    // The high half of a format code determines how the length is encoded (AMQP 1.0, part 1.2).
    private static int Content(ReadOnlySpan<byte> bytes, int position, byte format, int depth) =>
        !IsKnown(format) ? throw Unknown(format) : (format >> 4) switch
        {
            0x4 => position,
            0x5 => End(bytes, position, 1),
            0x6 => End(bytes, position, 2),
            0x7 => End(bytes, position, 4),
            0x8 => End(bytes, position, 8),
            0x9 => End(bytes, position, 16),
            0xA => End(bytes, position, 1L + Byte(bytes, position)),
            0xB => End(bytes, position, 4L + UInt(bytes, position)),
            0xC => Elements(
                bytes, position + 2, End(bytes, position, 1L + Byte(bytes, position)), Paired(format, Byte(bytes, position + 1)), depth),
            0xD => Elements(
                bytes, position + 8, End(bytes, position, 4L + UInt(bytes, position)), Paired(format, UInt(bytes, position + 4)), depth),
            0xE => Array(bytes, position + 2, End(bytes, position, 1L + Byte(bytes, position)), Byte(bytes, position + 1), depth),
            0xF => Array(bytes, position + 8, End(bytes, position, 4L + UInt(bytes, position)), UInt(bytes, position + 4), depth),
            _ => throw Unknown(format),
        };

    private static bool IsKnown(byte format) =>
        format is (>= 0x40 and <= 0x45) or (>= 0x50 and <= 0x56) or 0x60 or 0x61 or (>= 0x70 and <= 0x74)
        or (>= 0x80 and <= 0x84) or 0x94 or 0x98 or 0xA0 or 0xA1 or 0xA3 or 0xB0 or 0xB1 or 0xB3 or 0xC0
            or Map8 or 0xD0 or Map32 or 0xE0 or 0xF0;

    private static AmqpException Unknown(byte format) => AmqpSkip.Malformed($"there is no format code 0x{format:x2}");

    private static int Elements(ReadOnlySpan<byte> bytes, int position, int end, uint count, int depth)
    {
        var inside = bytes[..end];
        for (var i = 0u; i < count; i++) position = Value(inside, position, Deeper(depth));
        return Exactly(position, end);
    }

    private static int Array(ReadOnlySpan<byte> bytes, int position, int end, uint count, int depth)
    {
        var inside = bytes[..end];
        var format = Byte(inside, position++);
        if (format >> 4 == 0x4 && count > MostEmptyElements) throw AmqpSkip.Malformed("an array has many elements and no bytes for them");
        for (var i = 0u; i < count; i++) position = Content(inside, position, format, Deeper(depth));
        return Exactly(position, end);
    }

    // Keys and values both count.
    private static uint Paired(byte format, uint count) =>
        format is Map8 or Map32 && count % 2 != 0 ? throw AmqpSkip.Malformed("a map has a key without a value") : count;

    private static int Deeper(int depth) => depth > 0 ? depth - 1 : throw AmqpSkip.Malformed("it is nested too deeply");

    private static int Exactly(int position, int end) =>
        position == end ? end : throw AmqpSkip.Malformed("the size of a list, map or array does not agree with its elements");

    private static byte Byte(ReadOnlySpan<byte> bytes, int position) => position < bytes.Length ? bytes[position] : throw TooEarly();

    private static uint UInt(ReadOnlySpan<byte> bytes, int position) =>
        position + sizeof(uint) <= bytes.Length ? BinaryPrimitives.ReadUInt32BigEndian(bytes[position..]) : throw TooEarly();

    private static int End(ReadOnlySpan<byte> bytes, int position, long size) =>
        position + size <= bytes.Length ? (int)(position + size) : throw TooEarly();

    private static AmqpException TooEarly() => AmqpSkip.Malformed("it ends too early");
}
