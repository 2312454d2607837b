using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>
/// Reads the settings of a description by name. A missing field keeps the value that the caller passes as fallback.
/// </summary>
internal sealed class DescriptionFields(XElement description)
{
    /// <summary>The namespace of all elements in descriptions.</summary>
    public static readonly XNamespace Namespace = "http://schemas.microsoft.com/netservices/2010/10/servicebus/connect";

    /// <summary>The namespace of <c>i:type</c> and <c>i:nil</c>.</summary>
    public static readonly XNamespace InstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XName Nil = InstanceNamespace + "nil";

    /// <summary>The text of a field; null if the field is missing or marked as null.</summary>
    public static string? TextOf(XElement parent, string name) =>
        parent.Element(Namespace + name) is { } element && !IsNil(element) ? element.Value : null;

    /// <summary>Whether an element is marked as null. Null differs from empty.</summary>
    public static bool IsNil(XElement element) => element.Attribute(Nil)?.Value is "true" or "1";

    /// <summary>The attribute that marks an element as null.</summary>
    public static XAttribute IsNull => new(Nil, "true");

    public bool Flag(string name, bool fallback) => Read(name, fallback, XmlConvert.ToBoolean, "true or false");

    public int Number(string name, int fallback) => Read(name, fallback, XmlConvert.ToInt32, "a number");

    public long LongNumber(string name, long fallback) => Read(name, fallback, XmlConvert.ToInt64, "a number");

    public TimeSpan Duration(string name, TimeSpan fallback) => Read(name, fallback, XmlConvert.ToTimeSpan, "a duration such as PT1M");

    public EntityStatus Status() => Read("Status", EntityStatus.Active, ParseStatus, string.Join(", ", Enum.GetNames<EntityStatus>()));

    public string? Text(string name) => TextOf(description, name);

    /// <summary>A whole element, for settings that are stored and have no effect; null if missing or empty.</summary>
    public string? Xml(string name) =>
        description.Element(Namespace + name) is { HasElements: true } element ? element.ToString(SaveOptions.DisableFormatting) : null;

    /// <summary>The name of an entity, given by its name or its full address.</summary>
    public string? Target(string name)
    {
        var address = Text(name);
        return string.IsNullOrWhiteSpace(address) ? null : EntityPath.Parse(address, out _).Name;
    }

    private T Read<T>(string name, T fallback, Func<string, T> parse, string expected)
    {
        var element = description.Element(Namespace + name);
        if (element is null || IsNil(element)) return fallback;
        try
        {
            return parse(element.Value.Trim());
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw EntityException.Invalid(
                string.Create(CultureInfo.InvariantCulture, $"{name} is '{element.Value}', but must be {expected}."));
        }
    }

    private static EntityStatus ParseStatus(string text) =>
        Enum.TryParse<EntityStatus>(text, ignoreCase: true, out var status) && Enum.IsDefined(status)
            ? status
            : throw new FormatException();
}
