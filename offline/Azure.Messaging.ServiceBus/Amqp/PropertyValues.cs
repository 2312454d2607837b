using Amqp.Types;
using AmqpDecimalValue = Amqp.Types.Decimal;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Values of application properties: most are AMQP types themselves, some travel described by a symbol of Service Bus.</summary>
internal static class PropertyValues
{
    private const string TimeSpanName = "com.microsoft:timespan";
    private const string UriName = "com.microsoft:uri";
    private const string DateTimeOffsetName = "com.microsoft:datetime-offset";

    /// <exception cref="NotSupportedException">AMQP has no form for the type.</exception>
    public static object? ToAmqp(string name, object? value) => value switch
    {
        null or string or bool or byte or sbyte or short or ushort or int or uint or long or ulong or float or double or char or Guid or byte[] => value,
        DateTime time => time.ToUniversalTime(),
        DateTimeOffset time => new DescribedValue(new Symbol(DateTimeOffsetName), time.UtcTicks),
        TimeSpan span => new DescribedValue(new Symbol(TimeSpanName), span.Ticks),
        Uri uri => new DescribedValue(new Symbol(UriName), uri.IsAbsoluteUri ? uri.AbsoluteUri : uri.OriginalString),
        decimal number => new AmqpDecimalValue(AmqpDecimal.ToBytes(number)),
        ArraySegment<byte> bytes => bytes.ToArray(),
        _ => throw new NotSupportedException($"The application property '{name}' is of type {value.GetType()}, which a message cannot carry."),
    };

    public static object? FromAmqp(object? value) => value switch
    {
        DescribedValue { Descriptor: Symbol name, Value: long ticks } when name.Equals(new Symbol(TimeSpanName)) => TimeSpan.FromTicks(ticks),
        DescribedValue { Descriptor: Symbol name, Value: long ticks } when name.Equals(new Symbol(DateTimeOffsetName)) => new DateTimeOffset(ticks, TimeSpan.Zero),
        DescribedValue { Descriptor: Symbol name, Value: string text } when name.Equals(new Symbol(UriName)) => new Uri(text, UriKind.RelativeOrAbsolute),
        AmqpDecimalValue number => AmqpDecimal.FromBytes(number.Bytes) ?? (object)number.Bytes,
        Symbol symbol => symbol.ToString(),
        _ => value,
    };
}
