using System.Xml;
using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Writes a description, in the order that the service insists on. What it said before and this client does not know is given back.</summary>
/// <param name="name">The description's element.</param>
/// <param name="source">What the service said before; null for what is new.</param>
internal sealed class DescriptionBuilder(string name, XElement? source)
{
    // The service tells these, and takes them from nobody.
    private static readonly HashSet<string> ReadOnly = new(StringComparer.Ordinal)
    {
        "AccessedAt", "CreatedAt", "UpdatedAt", "MessageCount", "SizeInBytes", "CountDetails", "SubscriptionCount", "DefaultRuleDescription",
        "EntityAvailabilityStatus", "SkippedUpdate",
    };

    private readonly XElement _xml = new(AtomXml.ServiceBus + name, new XAttribute(XNamespace.Xmlns + "i", AtomXml.Instance.NamespaceName));
    private readonly HashSet<string> _known = new(ReadOnly, StringComparer.Ordinal);

    public DescriptionBuilder Flag(string field, bool value) => Text(field, XmlConvert.ToString(value));

    /// <summary>Left out when null.</summary>
    public DescriptionBuilder Number(string field, long? value) => Text(field, value is { } number ? XmlConvert.ToString(number) : null);

    /// <summary>Left out when unlimited: that is the service's default.</summary>
    public DescriptionBuilder Duration(string field, TimeSpan value) => Text(field, value == TimeSpan.MaxValue ? null : XmlConvert.ToString(value));

    /// <summary>Left out when null.</summary>
    public DescriptionBuilder Text(string field, string? value) => Element(field, value is null ? null : new XElement(AtomXml.ServiceBus + field, value));

    /// <summary>Left out when null.</summary>
    public DescriptionBuilder Element(string field, XElement? element)
    {
        _known.Add(field);
        if (element is not null) _xml.Add(element);
        return this;
    }

    /// <summary>A field that this client has no property for, as the service said it; left out when it did not.</summary>
    public DescriptionBuilder Carry(string field) => Element(field, source?.Element(AtomXml.ServiceBus + field));

    public XElement Build()
    {
        foreach (var element in source?.Elements() ?? [])
        {
            if (!_known.Contains(element.Name.LocalName)) _xml.Add(element);
        }

        return _xml;
    }
}
