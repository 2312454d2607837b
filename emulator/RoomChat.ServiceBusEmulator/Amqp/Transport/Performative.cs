using System.Buffers.Binary;
using System.Text;

namespace RoomChat.ServiceBusEmulator.Amqp.Transport;

/// <summary>The fields of an encoded performative. The bytes must have passed <see cref="AmqpShape"/>.</summary>
internal readonly ref struct Performative
{
    // Codes of AMQP 1.0, parts 2.7 and 5.3.
    public const ulong Open = 0x10;
    public const ulong Attach = 0x12;
    public const ulong Transfer = 0x14;
    public const ulong Detach = 0x16;
    public const ulong End = 0x17;
    public const ulong SaslInit = 0x41;

    private const byte SmallULong = 0x53;
    private const byte ULong = 0x80;
    private const byte List8 = 0xC0;
    private const byte List32 = 0xD0;

    private readonly ReadOnlySpan<byte> _fields;

    private Performative(ulong code, ReadOnlySpan<byte> fields)
    {
        Code = code;
        _fields = fields;
    }

    public ulong Code { get; }

    /// <summary>Reads the descriptor; false when it is not a number.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Performative performative)
    {
        performative = default;
        ulong code;
        if (bytes is [0, SmallULong, var small, ..])
        {
            code = small;
            bytes = bytes[3..];
        }
        else if (bytes is [0, ULong, ..] && bytes.Length > 10)
        {
            code = BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]);
            bytes = bytes[10..];
        }
        else
        {
            return false;
        }

        var fields = bytes switch
        {
            [List8, ..] => bytes[3..],
            [List32, ..] => bytes[9..],
            _ => default,
        };
        performative = new Performative(code, fields);
        return true;
    }

    /// <summary>An unsigned number; null when the field is missing or has another type.</summary>
    public uint? UInt(int index) => Field(index) switch
    {
        [0x43, ..] => 0u,
        [0x52, var small, ..] => small,
        [0x70, .. { Length: >= sizeof(uint) } number] => BinaryPrimitives.ReadUInt32BigEndian(number),
        _ => null,
    };

    /// <summary>A Boolean; false when the field is missing.</summary>
    public bool Flag(int index) => Field(index) is [0x41, ..] or [0x56, 1, ..];

    /// <summary>A symbol; null when the field is missing or has another type.</summary>
    public string? Symbol(int index) => Field(index) switch
    {
        [0xA3, var length, .. var rest] when length <= rest.Length => Encoding.ASCII.GetString(rest[..length]),
        _ => null,
    };

    private ReadOnlySpan<byte> Field(int index)
    {
        var rest = _fields;
        for (; index > 0 && rest.Length > 0; index--) rest = rest[AmqpSkip.SizeOf(rest, 0)..];
        return rest;
    }
}
