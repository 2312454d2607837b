using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Rules as <c>RuleDescription</c> elements.</summary>
internal static class RuleXml
{
    public const string ElementName = "RuleDescription";

    /// <summary>The version of the SQL dialect that clients expect beside each expression.</summary>
    private const int CompatibilityLevel = 20;

    private static readonly XNamespace Namespace = DescriptionFields.Namespace;
    private static readonly XName Type = DescriptionFields.InstanceNamespace + "type";

    /// <param name="name">The rule's name; null takes that of the description.</param>
    /// <param name="xml">A <c>RuleDescription</c>, or a <c>DefaultRuleDescription</c>.</param>
    /// <exception cref="EntityException">The filter or action is wrong; the message says what.</exception>
    public static SubscriptionRule Read(string? name, XElement xml)
    {
        name ??= xml.Element(Namespace + "Name")?.Value ?? SubscriptionRule.Default.Name;
        EntityName.CheckRule(name);
        try
        {
            if (xml.Element(Namespace + "Action") is { } action && XmlValue.TypeOf(action) == "SqlRuleAction")
                throw EntityException.Invalid($"Rule '{name}': actions are not supported.");
            return new SubscriptionRule(name, xml.Element(Namespace + "Filter") is { } filter ? ReadFilter(filter) : SubscriptionRule.Default.Filter);
        }
        catch (Exception exception) when (exception is FormatException or SqlFilterException)
        {
            throw EntityException.Invalid($"Rule '{name}': {exception.Message}");
        }
    }

    public static XElement Write(SubscriptionRule rule) => new DescriptionElement(ElementName)
        .Add(WriteFilter(rule.Filter))
        .Add(new XElement(Namespace + "Action", new XAttribute(Type, "EmptyRuleAction")))
        .Add("CreatedAt", rule.CreatedAt ?? default)
        .Add("Name", rule.Name)
        .Xml;

    private static IRuleFilter ReadFilter(XElement filter) => XmlValue.TypeOf(filter) switch
    {
        "TrueFilter" => new MatchAll(),
        "FalseFilter" => new MatchNone(),
        "SqlFilter" => new SqlFilter(filter.Element(Namespace + "SqlExpression")?.Value ?? throw new FormatException("the SqlExpression is missing.")),
        "CorrelationFilter" => ReadCorrelation(filter),
        var unknown => throw new FormatException($"the filter's type '{unknown}' is not known."),
    };

    private static CorrelationFilter ReadCorrelation(XElement filter)
    {
        return new CorrelationFilter
        {
            CorrelationId = Text("CorrelationId"),
            MessageId = Text("MessageId"),
            To = Text("To"),
            ReplyTo = Text("ReplyTo"),
            Label = Text("Label"),
            SessionId = Text("SessionId"),
            ReplyToSessionId = Text("ReplyToSessionId"),
            ContentType = Text("ContentType"),
            Properties = (filter.Element(Namespace + "Properties")?.Elements(Namespace + "KeyValueOfstringanyType") ?? []).ToDictionary(
                static pair => pair.Element(Namespace + "Key")?.Value ?? throw new FormatException("a property has no Key."),
                static pair => XmlValue.Read(pair.Element(Namespace + "Value") ?? throw new FormatException("a property has no Value.")),
                StringComparer.Ordinal),
        };

        string? Text(string name) => filter.Element(Namespace + name)?.Value;
    }

    // The JavaScript client takes every filter without an expression for a correlation filter.
    private static XElement WriteFilter(IRuleFilter filter) => filter switch
    {
        MatchAll => WriteSql("TrueFilter", "1=1"),
        MatchNone => WriteSql("FalseFilter", "1=0"),
        SqlFilter sql => WriteSql("SqlFilter", sql.Expression),
        CorrelationFilter correlation => WriteCorrelation(correlation),
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} has no form for clients."),
    };

    private static XElement WriteSql(string type, string expression) => new(
        Namespace + "Filter",
        new XAttribute(Type, type),
        new XElement(Namespace + "SqlExpression", expression),
        new XElement(Namespace + "CompatibilityLevel", CompatibilityLevel));

    private static XElement WriteCorrelation(CorrelationFilter filter)
    {
        return new XElement(
            Namespace + "Filter",
            new XAttribute(Type, "CorrelationFilter"),
            Text("CorrelationId", filter.CorrelationId),
            Text("MessageId", filter.MessageId),
            Text("To", filter.To),
            Text("ReplyTo", filter.ReplyTo),
            Text("Label", filter.Label),
            Text("SessionId", filter.SessionId),
            Text("ReplyToSessionId", filter.ReplyToSessionId),
            Text("ContentType", filter.ContentType),
            filter.Properties.Count == 0 ? null : new XElement(Namespace + "Properties", filter.Properties.Select(static property => new XElement(
                Namespace + "KeyValueOfstringanyType",
                new XElement(Namespace + "Key", property.Key),
                XmlValue.Write(Namespace + "Value", property.Value)))));

        static XElement? Text(string name, string? value) => value is null ? null : new XElement(Namespace + name, value);
    }
}
