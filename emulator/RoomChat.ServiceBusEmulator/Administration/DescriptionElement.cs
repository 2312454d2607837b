using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Writes a description, element by element, in the order in which they are added; clients rely on Service Bus's order.</summary>
/// <param name="name">Its name, as in <c>QueueDescription</c>.</param>
internal sealed class DescriptionElement(string name)
{
    private static readonly XNamespace CountsNamespace = "http://schemas.microsoft.com/netservices/2011/06/servicebus";

    /// <summary>What has been written.</summary>
    public XElement Xml { get; } = new(
        DescriptionFields.Namespace + name, new XAttribute(XNamespace.Xmlns + "i", DescriptionFields.InstanceNamespace.NamespaceName));

    public DescriptionElement Add(string field, bool value) => Add(field, XmlConvert.ToString(value));

    public DescriptionElement Add(string field, long value) => Add(field, XmlConvert.ToString(value));

    public DescriptionElement Add(string field, TimeSpan value) => Add(field, XmlConvert.ToString(value));

    public DescriptionElement Add(string field, EntityStatus value) => Add(field, value.ToString());

    public DescriptionElement Add(string field, DateTimeOffset value) =>
        Add(field, value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    public DescriptionElement Add(string field, string value) => Add(new XElement(DescriptionFields.Namespace + field, value));

    /// <summary>Leaves the field out when there is nothing to say.</summary>
    public DescriptionElement AddIfAny(string field, string? value) => value is null ? this : Add(field, value);

    /// <summary>An element as it was sent once; empty when it was not.</summary>
    public DescriptionElement AddXml(string field, string? xml) =>
        Add(xml is null ? new XElement(DescriptionFields.Namespace + field) : XElement.Parse(xml));

    /// <summary>The address of another entity in the same namespace.</summary>
    public DescriptionElement AddTarget(string field, string? entity, string host) =>
        entity is null ? this : Add(field, $"sb://{host}/{entity}");

    public DescriptionElement Add(XElement element)
    {
        Xml.Add(element);
        return this;
    }

    /// <summary>When the entity was made, changed and used.</summary>
    public DescriptionElement AddTimes(EntityLife life) =>
        Add("CreatedAt", life.Created).Add("UpdatedAt", life.Updated).Add("AccessedAt", life.Accessed);

    /// <summary>
    /// How many messages there are. The JavaScript client finds the prefix of the children by the one attribute that this element has.
    /// </summary>
    public DescriptionElement AddCounts(EntityCounts counts) => Add(new XElement(
        DescriptionFields.Namespace + "CountDetails",
        new XAttribute(XNamespace.Xmlns + "d2p1", CountsNamespace.NamespaceName),
        new XElement(CountsNamespace + "ActiveMessageCount", counts.Active),
        new XElement(CountsNamespace + "DeadLetterMessageCount", counts.DeadLettered),
        new XElement(CountsNamespace + "ScheduledMessageCount", counts.Scheduled),
        new XElement(CountsNamespace + "TransferMessageCount", counts.Transfer),
        new XElement(CountsNamespace + "TransferDeadLetterMessageCount", counts.TransferDeadLettered)));
}
