using System.Buffers.Binary;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Skips encoded AMQP values without decoding them.</summary>
internal static class AmqpSkip
{
    private const byte Described = 0x00;

    /// <summary>Largest depth of nested descriptors. Sections have none, so a few are enough. The limit protects the stack.</summary>
    private const int DeepestDescriptor = 4;

    /// <summary>Bytes that the value at a position takes.</summary>
    /// <exception cref="AmqpException">The value is incomplete or malformed.</exception>
    public static int SizeOf(ReadOnlySpan<byte> bytes, int position) => SizeOf(bytes, position, DeepestDescriptor);

    private static int SizeOf(ReadOnlySpan<byte> bytes, int position, int depth)
    {
        var format = At(bytes, position);
        if (format == Described)
        {
            if (depth == 0) throw Malformed("descriptors are nested too deeply");
            var descriptor = SizeOf(bytes, position + 1, depth - 1);
            return Within(bytes, position, 1L + descriptor + SizeOf(bytes, position + 1 + descriptor, depth - 1));
        }

        // The high half of a format code determines how the length is encoded (AMQP 1.0, part 1.2).
        var size = (format >> 4) switch
        {
            0x4 => 1L,
            0x5 => 2,
            0x6 => 3,
            0x7 => 5,
            0x8 => 9,
            0x9 => 17,
            0xA or 0xC or 0xE => 2L + At(bytes, position + 1),
            0xB or 0xD or 0xF => 5L + Length(bytes, position + 1),
            _ => throw Malformed($"there is no format code 0x{format:x2}"),
        };
        return Within(bytes, position, size);
    }

    private static byte At(ReadOnlySpan<byte> bytes, int position) =>
        position < bytes.Length ? bytes[position] : throw Malformed("it ends too early");

    private static uint Length(ReadOnlySpan<byte> bytes, int position) =>
        position + sizeof(uint) <= bytes.Length
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes[position..])
            : throw Malformed("it ends too early");

    private static int Within(ReadOnlySpan<byte> bytes, int position, long size) =>
        position + size <= bytes.Length ? (int)size : throw Malformed("a length points behind its end");

    /// <summary>The exception for a message that is not valid AMQP.</summary>
    public static AmqpException Malformed(string what) => new(AmqpErrors.Undecodable($"The message cannot be read: {what}."));
}
