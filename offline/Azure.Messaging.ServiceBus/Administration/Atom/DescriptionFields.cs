using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Reads the fields of a description.</summary>
internal sealed class DescriptionFields(XElement description)
{
    public XElement? Element(string name) => description.Element(AtomXml.ServiceBus + name);

    /// <summary>Null when the field is missing or empty.</summary>
    public string? Text(string name) => Element(name)?.Value is { Length: > 0 } text ? text : null;

    public bool Flag(string name, bool fallback = false) => Text(name) is { } text ? XmlConvert.ToBoolean(text.Trim().ToLowerInvariant()) : fallback;

    public TimeSpan Duration(string name, TimeSpan fallback) => Text(name) is { } text ? XmlConvert.ToTimeSpan(text) : fallback;

    public long Number(string name, long fallback = 0) => Text(name) is { } text ? XmlConvert.ToInt64(text) : fallback;

    public long? NumberIfAny(string name) => Text(name) is { } text ? XmlConvert.ToInt64(text) : null;

    public DateTimeOffset Time(string name) =>
        Text(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : default;

    public EntityStatus Status => Text("Status") is { } text ? new(text) : EntityStatus.Active;

    /// <summary>One of the numbers in <c>CountDetails</c>, whose children have a namespace of their own.</summary>
    public long Count(string name) =>
        Element("CountDetails")?.Elements().FirstOrDefault(child => child.Name.LocalName == name) is { } count ? XmlConvert.ToInt64(count.Value) : 0;
}
