using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// Reads and writes values with their type in an attribute, as in <c>&lt;Value i:type="d6p1:int"
/// xmlns:d6p1="http://www.w3.org/2001/XMLSchema"&gt;7&lt;/Value&gt;</c>.
/// </summary>
internal static class XmlValue
{
    private static readonly XNamespace SchemaNamespace = "http://www.w3.org/2001/XMLSchema";

    /// <summary>Has the types that XML Schema lacks.</summary>
    private static readonly XNamespace SerializationNamespace = "http://schemas.microsoft.com/2003/10/Serialization/";

    private static readonly XName Type = DescriptionFields.InstanceNamespace + "type";

    /// <summary>The local name in <c>i:type</c>, without its prefix; null if there is no type.</summary>
    public static string? TypeOf(XElement element) =>
        element.Attribute(Type)?.Value is { } type ? type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..] : null;

    /// <exception cref="EntityException">The type is unknown, or the text does not match it.</exception>
    public static object? Read(XElement element)
    {
        if (DescriptionFields.IsNil(element)) return null;
        var (type, text) = (TypeOf(element) ?? "string", element.Value);
        try
        {
            return type switch
            {
                "string" => text,
                "boolean" => XmlConvert.ToBoolean(text),
                "int" => XmlConvert.ToInt32(text),
                "long" => XmlConvert.ToInt64(text),
                "short" => XmlConvert.ToInt16(text),
                "byte" => XmlConvert.ToSByte(text),
                "unsignedInt" => XmlConvert.ToUInt32(text),
                "unsignedLong" => XmlConvert.ToUInt64(text),
                "unsignedShort" => XmlConvert.ToUInt16(text),
                "unsignedByte" => XmlConvert.ToByte(text),
                "double" => XmlConvert.ToDouble(text),
                "float" => XmlConvert.ToSingle(text),
                "decimal" => XmlConvert.ToDecimal(text),
                "char" => (char)XmlConvert.ToUInt16(text),
                "guid" => XmlConvert.ToGuid(text),
                "dateTime" => XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.Utc),
                "duration" => XmlConvert.ToTimeSpan(text),
                "anyURI" => new Uri(text, UriKind.RelativeOrAbsolute),
                "base64Binary" => Convert.FromBase64String(text),
                _ => throw EntityException.Invalid($"Values of type '{type}' are not supported."),
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw EntityException.Invalid($"'{text}' is not of type {type}.");
        }
    }

    public static XElement Write(XName name, object? value)
    {
        var (type, text) = value switch
        {
            bool flag => ("boolean", XmlConvert.ToString(flag)),
            int number => ("int", XmlConvert.ToString(number)),
            long number => ("long", XmlConvert.ToString(number)),
            short number => ("short", XmlConvert.ToString(number)),
            sbyte number => ("byte", XmlConvert.ToString(number)),
            uint number => ("unsignedInt", XmlConvert.ToString(number)),
            ulong number => ("unsignedLong", XmlConvert.ToString(number)),
            ushort number => ("unsignedShort", XmlConvert.ToString(number)),
            byte number => ("unsignedByte", XmlConvert.ToString(number)),
            double number => ("double", XmlConvert.ToString(number)),
            float number => ("float", XmlConvert.ToString(number)),
            decimal number => ("decimal", XmlConvert.ToString(number)),
            char character => ("char", XmlConvert.ToString((ushort)character)),
            Guid guid => ("guid", XmlConvert.ToString(guid)),
            DateTime date => ("dateTime", XmlConvert.ToString(date, XmlDateTimeSerializationMode.Utc)),
            DateTimeOffset date => ("dateTime", XmlConvert.ToString(date.UtcDateTime, XmlDateTimeSerializationMode.Utc)),
            TimeSpan duration => ("duration", XmlConvert.ToString(duration)),
            byte[] bytes => ("base64Binary", Convert.ToBase64String(bytes)),
            Uri address => ("anyURI", address.OriginalString),
            _ => ("string", Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
        };
        var types = type is "guid" or "char" or "duration" ? SerializationNamespace : SchemaNamespace;

        // The JavaScript client cuts off five characters to get the type, so the prefix has four characters.
        return new XElement(
            name,
            new XAttribute(XNamespace.Xmlns + "d6p1", types.NamespaceName),
            new XAttribute(Type, "d6p1:" + type),
            value is null ? DescriptionFields.IsNull : null,
            text);
    }
}
