using System.Buffers.Binary;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>
/// <see cref="decimal"/> as AMQP's decimal128 (IEEE 754-2008, binary integer coding): 1 bit sign, 14 bits exponent with bias 6176, 113 bits coefficient.
/// </summary>
internal static class AmqpDecimal
{
    private const int Bias = 6176;
    private const int ExponentShift = 49;
    private const int MostDigitsAfterPoint = 28;

    public static byte[] ToBytes(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var scale = (bits[3] >> 16) & 0xFF;
        var high = (ulong)(uint)bits[2] | ((ulong)(Bias - scale) << ExponentShift) | (value < 0 || bits[3] < 0 ? 1UL << 63 : 0);
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, high);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), (uint)bits[1]);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(12), (uint)bits[0]);
        return bytes;
    }

    /// <summary>Null when the number has more digits or a greater exponent than <see cref="decimal"/> holds.</summary>
    public static decimal? FromBytes(byte[] bytes)
    {
        if (bytes.Length != 16) return null;
        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var scale = Bias - (int)((high >> ExponentShift) & 0x3FFF);
        var coefficientHigh = high & ((1UL << ExponentShift) - 1);
        if (coefficientHigh > uint.MaxValue || scale is < 0 or > MostDigitsAfterPoint) return null;
        var middle = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(8));
        var low = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(12));
        return new decimal(low, middle, (int)(uint)coefficientHigh, high >> 63 == 1, (byte)scale);
    }
}
