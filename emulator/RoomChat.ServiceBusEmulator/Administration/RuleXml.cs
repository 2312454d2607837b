using System.Xml.Linq;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Administration;

/// <summary>Rules as <c>RuleDescription</c> elements.</summary>
internal static class RuleXml
{
    public const string ElementName = "RuleDescription";

    private const string PairName = "KeyValueOfstringanyType";

    /// <summary>The version of the SQL dialect that clients expect beside each expression.</summary>
    private const int CompatibilityLevel = 20;

    private static readonly XNamespace Namespace = DescriptionFields.Namespace;
    private static readonly IReadOnlyDictionary<string, object?> NoPairs = new Dictionary<string, object?>(StringComparer.Ordinal);
    private static readonly XName Type = DescriptionFields.InstanceNamespace + "type";

    /// <param name="name">The rule's name; if null, the name in the description.</param>
    /// <param name="xml">A <c>RuleDescription</c>, or a <c>DefaultRuleDescription</c>.</param>
    /// <exception cref="EntityException">The filter or action is wrong; the message gives the reason.</exception>
    public static SubscriptionRule Read(string? name, XElement xml)
    {
        name ??= xml.Element(Namespace + "Name")?.Value ?? SubscriptionRule.Default.Name;
        EntityName.CheckRule(name);
        try
        {
            var filter = xml.Element(Namespace + "Filter") is { } given ? ReadFilter(given) : SubscriptionRule.Default.Filter;
            var rule = new SubscriptionRule(name, filter)
            {
                Action = xml.Element(Namespace + "Action") is { } action && XmlValue.TypeOf(action) == "SqlRuleAction"
                    ? new SqlRuleAction(Expression(action), Pairs(action, "Parameters"))
                    : null,
            };
            RuleRecords.CheckSize(rule);
            return rule;
        }
        catch (Exception exception) when (exception is FormatException or SqlFilterException)
        {
            throw EntityException.Invalid($"Rule '{name}': {exception.Message}");
        }
    }

    public static XElement Write(SubscriptionRule rule) => new DescriptionElement(ElementName)
        .Add(WriteFilter(rule.Filter))
        .Add(rule.Action is { } action
            ? WriteSql("Action", "SqlRuleAction", action.Expression, action.Parameters)
            : new XElement(Namespace + "Action", new XAttribute(Type, "EmptyRuleAction")))
        .Add("CreatedAt", rule.CreatedAt ?? default)
        .Add("Name", rule.Name)
        .Xml;

    private static IRuleFilter ReadFilter(XElement filter) => XmlValue.TypeOf(filter) switch
    {
        "TrueFilter" => new MatchAll(),
        "FalseFilter" => new MatchNone(),
        "SqlFilter" => new SqlFilter(Expression(filter), Pairs(filter, "Parameters")),
        "CorrelationFilter" => ReadCorrelation(filter),
        var unknown => throw new FormatException($"the filter's type '{unknown}' is not known."),
    };

    private static string Expression(XElement sql) =>
        DescriptionFields.TextOf(sql, "SqlExpression") ?? throw new FormatException("the SqlExpression is missing.");

    private static Dictionary<string, object?> Pairs(XElement element, string name)
    {
        var pairs = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var pair in element.Element(Namespace + name)?.Elements(Namespace + PairName) ?? [])
        {
            var key = pair.Element(Namespace + "Key")?.Value ?? throw new FormatException($"one of the {name} has no Key.");
            pairs[key] = XmlValue.Read(pair.Element(Namespace + "Value") ?? throw new FormatException($"one of the {name} has no Value."));
        }

        return pairs;
    }

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
            Properties = Pairs(filter, "Properties"),
        };

        string? Text(string name) => DescriptionFields.TextOf(filter, name);
    }

    // The JavaScript client treats every filter without an expression as a correlation filter.
    private static XElement WriteFilter(IRuleFilter filter) => filter switch
    {
        MatchAll => WriteSql("Filter", "TrueFilter", "1=1", NoPairs),
        MatchNone => WriteSql("Filter", "FalseFilter", "1=0", NoPairs),
        SqlFilter sql => WriteSql("Filter", "SqlFilter", sql.Expression, sql.Parameters),
        CorrelationFilter correlation => WriteCorrelation(correlation),
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} has no form for clients."),
    };

    private static XElement WriteSql(string element, string type, string expression, IReadOnlyDictionary<string, object?> parameters) =>
        new(
        Namespace + element,
        new XAttribute(Type, type),
        new XElement(Namespace + "SqlExpression", expression),
        new XElement(Namespace + "CompatibilityLevel", CompatibilityLevel),
        WritePairs("Parameters", parameters));

    private static XElement? WritePairs(string name, IReadOnlyDictionary<string, object?> pairs) => pairs.Count == 0 ? null : new XElement(
        Namespace + name,
        pairs.Select(static pair => new XElement(
            Namespace + PairName, new XElement(Namespace + "Key", pair.Key), XmlValue.Write(Namespace + "Value", pair.Value))));

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
            WritePairs("Properties", filter.Properties));

        static XElement? Text(string name, string? value) => value is null ? null : new XElement(Namespace + name, value);
    }
}
