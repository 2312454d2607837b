using System.Buffers.Binary;
using Amqp.Types;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>
/// The <c>absolute-expiry-time</c> and <c>creation-time</c> in the encoded properties of a message. The sender computes them when it sends.
/// A message lives from its enqueue time, no longer than its entity allows. Clients compute its time to live from these fields.
/// </summary>
internal static class LifeFields
{
    /// <summary>Fields of the properties before the two (AMQP 1.0, part 3.2.4).</summary>
    private const int FieldsBefore = 8;

    private const byte SmallULong = 0x53;
    private const byte List8 = 0xC0;
    private const byte List32 = 0xD0;
    private const byte Timestamp = 0x83;

    /// <summary>Sets the times that the sender gave, and only those.</summary>
    /// <param name="properties">The section of the properties; it must have been checked.</param>
    /// <param name="begins">When the message was enqueued.</param>
    /// <param name="ends">When it expires.</param>
    public static void Set(Span<byte> properties, DateTimeOffset begins, DateTimeOffset ends)
    {
        if (properties.IsEmpty) return;
        var list = properties[1] == SmallULong ? 3 : 10;
        var position = properties[list] switch
        {
            List8 => list + 3,
            List32 => list + 9,
            _ => properties.Length,
        };
        for (var field = 0; field < FieldsBefore && position < properties.Length; field++)
            position += AmqpSkip.SizeOf(properties, position);
        foreach (var time in (ReadOnlySpan<DateTimeOffset>)[ends, begins])
        {
            if (position >= properties.Length) return;
            var field = properties[position..];
            position += AmqpSkip.SizeOf(properties, position);
            if (field[0] == Timestamp) BinaryPrimitives.WriteInt64BigEndian(field[1..], Encoder.DateTimeToTimestamp(time.UtcDateTime));
        }
    }
}
