using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Amqp;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>The positions of the sections in an encoded message. Missing sections are empty.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MessageSections
{
    // Codes of AMQP 1.0, part 3.2. All are below 256, so that clients write them as one byte or as eight.
    private const ulong Header = 0x70;
    private const ulong DeliveryAnnotations = 0x71;
    private const ulong MessageAnnotations = 0x72;
    private const ulong Properties = 0x73;
    private const ulong ApplicationProperties = 0x74;
    private const ulong Data = 0x75;
    private const ulong Sequence = 0x76;
    private const ulong Value = 0x77;
    private const ulong Footer = 0x78;

    private const byte SmallULong = 0x53;
    private const byte ULong = 0x80;

    /// <summary>Header and annotations.</summary>
    public Range Envelope { get; private init; }

    /// <summary>The standard properties.</summary>
    public Range Head { get; private init; }

    /// <summary>The application's properties.</summary>
    public Range Application { get; private init; }

    /// <summary>The body and the footer.</summary>
    public Range Body { get; private init; }

    /// <summary>Finds the sections.</summary>
    /// <exception cref="AmqpException">The sections are not AMQP, are in the wrong order, or one occurs twice.</exception>
    public static MessageSections Find(ReadOnlySpan<byte> message)
    {
        Span<int> starts = stackalloc int[5];
        var (position, part) = (0, 0);
        while (position < message.Length)
        {
            var (code, size) = ReadSection(message, position);
            var belongsTo = PartOf(code);
            if (belongsTo < part || (belongsTo == part && belongsTo is 1 or 2 && position > starts[part]))
                throw AmqpSkip.Malformed("its sections are not in order");
            while (part < belongsTo) starts[++part] = position;
            position += size;
        }

        while (part < 4) starts[++part] = message.Length;
        return new MessageSections
        {
            Envelope = 0..starts[1],
            Head = starts[1]..starts[2],
            Application = starts[2]..starts[3],
            Body = starts[3]..message.Length,
        };
    }

    /// <summary>
    /// The section of the standard properties. Empty when it is missing, or when the bytes before it cannot be read. Later sections may be
    /// incomplete.
    /// </summary>
    public static ReadOnlyMemory<byte> FindProperties(ReadOnlyMemory<byte> message)
    {
        try
        {
            for (var position = 0; position < message.Length;)
            {
                var (code, size) = ReadSection(message.Span, position);
                if (code == Properties) return message.Slice(position, size);
                if (PartOf(code) > 0) return default;
                position += size;
            }
        }
        catch (AmqpException)
        {
            return default;
        }

        return default;
    }

    /// <summary>The contents of every data section of a body.</summary>
    /// <exception cref="AmqpException">The body has a section of another type.</exception>
    public static IEnumerable<ReadOnlyMemory<byte>> ReadData(ReadOnlyMemory<byte> body)
    {
        for (var position = 0; position < body.Length;)
        {
            var (code, size) = ReadSection(body.Span, position);
            if (code != Data) throw AmqpSkip.Malformed("a batch has data sections only");
            yield return Binary(body.Slice(position, size));
            position += size;
        }
    }

    private static (ulong Code, int Size) ReadSection(ReadOnlySpan<byte> message, int position)
    {
        var size = AmqpSkip.SizeOf(message, position);
        var section = message.Slice(position, size);
        if (section is [0, SmallULong, var small, var format, ..] && IsValueOf(small, format)) return (small, size);
        if (section is [0, ULong, ..] && section.Length > 10
            && BinaryPrimitives.ReadUInt64BigEndian(section[2..]) is var code && IsValueOf(code, section[10]))
        {
            return (code, size);
        }
        throw AmqpSkip.Malformed("it has something that is not a section");
    }

    private static bool IsValueOf(ulong code, byte format) => code switch
    {
        Header or Properties or Sequence => format is 0x45 or 0xC0 or 0xD0,
        DeliveryAnnotations or MessageAnnotations or ApplicationProperties or Footer => format is 0xC1 or 0xD1,
        Data => format is 0xA0 or 0xB0,
        _ => true,
    };

    private static int PartOf(ulong code) => code switch
    {
        Header or DeliveryAnnotations or MessageAnnotations => 0,
        Properties => 1,
        ApplicationProperties => 2,
        Data or Sequence or Value or Footer => 3,
        _ => throw AmqpSkip.Malformed($"there is no section 0x{code:x}"),
    };

    private static ReadOnlyMemory<byte> Binary(ReadOnlyMemory<byte> section)
    {
        var bytes = section.Span;
        var value = bytes[1] == SmallULong ? 3 : 10;
        return bytes[value] switch
        {
            0xA0 => section[(value + 2)..],
            0xB0 => section[(value + 5)..],
            _ => throw AmqpSkip.Malformed("a data section is not binary"),
        };
    }
}
