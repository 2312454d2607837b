using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Writes a description. Elements keep the order of the calls, because clients rely on the order of Service Bus.</summary>
/// <param name="name">The name of the element, such as <c>QueueDescription</c>.</param>
internal sealed class DescriptionElement(string name)
{
    private static readonly XNamespace CountsNamespace = "http://schemas.microsoft.com/netservices/2011/06/servicebus";

    /// <summary>The element with all fields added so far.</summary>
    public XElement Xml { get; } = new(
        DescriptionFields.Namespace + name, new XAttribute(XNamespace.Xmlns + "i", DescriptionFields.InstanceNamespace.NamespaceName));

    public DescriptionElement Add(string field, bool value) => Add(field, XmlConvert.ToString(value));

    public DescriptionElement Add(string field, long value) => Add(field, XmlConvert.ToString(value));

    public DescriptionElement Add(string field, TimeSpan value) => Add(field, XmlConvert.ToString(value));

    public DescriptionElement Add(string field, EntityStatus value) => Add(field, value.ToString());

    public DescriptionElement Add(string field, DateTimeOffset value) =>
        Add(field, value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    public DescriptionElement Add(string field, string value) => Add(new XElement(DescriptionFields.Namespace + field, value));

    /// <summary>Adds the field, unless the value is null.</summary>
    public DescriptionElement AddIfAny(string field, string? value) => value is null ? this : Add(field, value);

    /// <summary>Adds an element that a client sent earlier; an empty one if the client sent none.</summary>
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

    /// <summary>Adds the times of creation, last change and last use.</summary>
    public DescriptionElement AddTimes(EntityLife life) =>
        Add("CreatedAt", life.Created).Add("UpdatedAt", life.Updated).Add("AccessedAt", life.Accessed);

    /// <summary>
    /// Adds the message counts. The JavaScript client reads the prefix of the children from the only attribute of this element.
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
