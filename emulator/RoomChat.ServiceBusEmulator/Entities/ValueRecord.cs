using System.Globalization;
using System.Xml;

namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>A value and its type, as text.</summary>
/// <param name="Type">The name of a .NET type.</param>
/// <param name="Text">The value, independent of culture and without loss.</param>
internal sealed record ValueRecord(string Type, string Text)
{
    public static ValueRecord? Of(object? value) => value switch
    {
        null => null,
        string text => new ValueRecord(nameof(String), text),
        DateTime time => new ValueRecord(nameof(DateTime), XmlConvert.ToString(time, XmlDateTimeSerializationMode.Utc)),
        DateTimeOffset time => new ValueRecord(nameof(DateTimeOffset), XmlConvert.ToString(time)),
        TimeSpan duration => new ValueRecord(nameof(TimeSpan), XmlConvert.ToString(duration)),
        Guid id => new ValueRecord(nameof(Guid), XmlConvert.ToString(id)),
        Uri address => new ValueRecord(nameof(Uri), address.OriginalString),
        byte[] bytes => new ValueRecord("Bytes", Convert.ToBase64String(bytes)),
        IConvertible number => new ValueRecord(number.GetTypeCode().ToString(), number.ToString(CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"Values of type {value.GetType()} cannot be kept.", nameof(value)),
    };

    public object ToValue() => Type switch
    {
        nameof(String) => Text,
        nameof(DateTime) => XmlConvert.ToDateTime(Text, XmlDateTimeSerializationMode.Utc),
        nameof(DateTimeOffset) => XmlConvert.ToDateTimeOffset(Text),
        nameof(TimeSpan) => XmlConvert.ToTimeSpan(Text),
        nameof(Guid) => XmlConvert.ToGuid(Text),
        nameof(Uri) => new Uri(Text, UriKind.RelativeOrAbsolute),
        "Bytes" => Convert.FromBase64String(Text),
        _ => Convert.ChangeType(Text, Enum.Parse<TypeCode>(Type), CultureInfo.InvariantCulture),
    };
}
