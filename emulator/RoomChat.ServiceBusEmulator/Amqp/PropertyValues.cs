using System.Buffers.Binary;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// Converts values of application properties. Types that AMQP lacks are encoded as described values of Service Bus. Decimals are encoded
/// as the bytes of an IEEE 754 decimal128. Values of other types are unchanged.
/// </summary>
internal static class PropertyValues
{
    private const string DurationName = "com.microsoft:timespan";
    private const string TimeName = "com.microsoft:datetime-offset";
    private const string AddressName = "com.microsoft:uri";

    private const int DecimalBytes = 16;
    private const int ExponentBias = 6176;
    private const int ExponentShift = 49;
    private const int LargestScale = 28;
    private const ulong CoefficientMask = (1UL << ExponentShift) - 1;

    public static object? FromWire(object? value) => value switch
    {
        DescribedValue { Value: long ticks } described when IsNamed(described, DurationName) => new TimeSpan(ticks),
        DescribedValue { Value: long ticks } described when IsNamed(described, TimeName) && IsTime(ticks) =>
            new DateTimeOffset(ticks, TimeSpan.Zero),
        DescribedValue { Value: string text } described
            when IsNamed(described, AddressName) && Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var uri) => uri,
        global::Amqp.Types.Decimal { Bytes: { Length: DecimalBytes } bytes } => ToDecimal(bytes) ?? value,
        _ => value,
    };

    public static object? ToWire(object? value) => value switch
    {
        TimeSpan duration => new DescribedValue(new Symbol(DurationName), duration.Ticks),
        DateTimeOffset time => new DescribedValue(new Symbol(TimeName), time.UtcTicks),
        Uri address => new DescribedValue(new Symbol(AddressName), address.OriginalString),
        decimal number => new global::Amqp.Types.Decimal(ToBytes(number)),
        _ => value,
    };

    private static bool IsNamed(DescribedValue value, string name) => value.Descriptor is Symbol symbol && symbol.ToString() == name;

    private static bool IsTime(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks;

    // Sign, 14 bits of exponent and 113 of the coefficient; .NET's decimals have 96 and an exponent from -28 to 0.
    private static byte[] ToBytes(decimal number)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        var bytes = new byte[DecimalBytes];
        var sign = number < 0 ? 1UL << 63 : 0;
        BinaryPrimitives.WriteUInt64BigEndian(bytes, sign | ((ulong)(ExponentBias - number.Scale) << ExponentShift) | (uint)parts[2]);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(sizeof(ulong)), ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return bytes;
    }

    private static decimal? ToDecimal(byte[] bytes)
    {
        var (high, low) = (BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(sizeof(ulong))));
        var scale = ExponentBias - (int)((high << 1) >> (ExponentShift + 1));
        var upper = high & CoefficientMask;
        return scale is >= 0 and <= LargestScale && upper <= uint.MaxValue
            ? new decimal((int)low, (int)(low >> 32), (int)upper, isNegative: high >> 63 == 1, (byte)scale)
            : null;
    }
}
