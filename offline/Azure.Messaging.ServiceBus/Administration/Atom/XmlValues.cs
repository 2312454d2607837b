using System.Xml;
using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Named values of rules, which carry their type: <c>&lt;Value i:type="l28:int" xmlns:l28="http://www.w3.org/2001/XMLSchema"&gt;7&lt;/Value&gt;</c>.</summary>
internal static class XmlValues
{
    private const string Pair = "KeyValueOfstringanyType";
    private const string Prefix = "l28";

    private static readonly XNamespace Xml = AtomXml.ServiceBus;
    private static readonly XNamespace Schema = "http://www.w3.org/2001/XMLSchema";

    /// <summary>The type of an element without the prefix; empty when it has none.</summary>
    public static string TypeOf(XElement element)
    {
        var type = element.Attribute(AtomXml.Instance + "type")?.Value ?? "";
        return type[(type.IndexOf(':', StringComparison.Ordinal) + 1)..];
    }

    public static void ReadPairs(XElement? pairs, IDictionary<string, object> values)
    {
        foreach (var pair in pairs?.Elements(Xml + Pair) ?? [])
        {
            if (pair.Element(Xml + "Key") is { } key && pair.Element(Xml + "Value") is { } value) values[key.Value] = Read(value);
        }
    }

    /// <summary>Null when there are none.</summary>
    /// <exception cref="ServiceBusException">A value is of a type that cannot be sent this way.</exception>
    public static XElement? WritePairs(string name, IDictionary<string, object> values) => values.Count == 0 ? null : new XElement(
        Xml + name, values.Select(static pair => new XElement(Xml + Pair, new XElement(Xml + "Key", pair.Key), Write(pair.Key, pair.Value))));

    private static object Read(XElement value) => TypeOf(value) switch
    {
        "int" => XmlConvert.ToInt32(value.Value),
        "long" => XmlConvert.ToInt64(value.Value),
        "boolean" => XmlConvert.ToBoolean(value.Value),
        "double" => XmlConvert.ToDouble(value.Value),
        "dateTime" => XmlConvert.ToDateTime(value.Value, XmlDateTimeSerializationMode.Utc),
        "duration" => XmlConvert.ToTimeSpan(value.Value),
        _ => value.Value,
    };

    private static XElement Write(string name, object value)
    {
        var (type, text) = value switch
        {
            string word => ("string", word),
            int number => ("int", XmlConvert.ToString(number)),
            long number => ("long", XmlConvert.ToString(number)),
            bool flag => ("boolean", XmlConvert.ToString(flag)),
            double number => ("double", XmlConvert.ToString(number)),
            DateTime time => ("dateTime", XmlConvert.ToString(time.ToUniversalTime(), XmlDateTimeSerializationMode.Utc)),
            TimeSpan span => ("duration", XmlConvert.ToString(span)),
            _ => throw new ServiceBusException(
                isTransient: false, $"'{name}' is of type {value.GetType()}; a rule takes string, int, long, bool, double, DateTime and TimeSpan over HTTP."),
        };
        return new(
            Xml + "Value", new XAttribute(AtomXml.Instance + "type", $"{Prefix}:{type}"), new XAttribute(XNamespace.Xmlns + Prefix, Schema.NamespaceName), text);
    }
}
