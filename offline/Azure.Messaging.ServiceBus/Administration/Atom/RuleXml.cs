using System.Xml.Linq;

namespace Azure.Messaging.ServiceBus.Administration.Atom;

/// <summary>Rules as <c>RuleDescription</c>.</summary>
internal static class RuleXml
{
    public const string Name = "RuleDescription";

    private static readonly XNamespace Xml = AtomXml.ServiceBus;
    private static readonly XName Type = AtomXml.Instance + "type";

    public static RuleProperties Read(AtomEntry entry)
    {
        var fields = new DescriptionFields(entry.Description);
        var filter = fields.Element("Filter") is { } element ? FilterOf(element) : new TrueRuleFilter();
        return new(fields.Text("Name") ?? entry.Title, filter, fields.Element("Action") is { } action ? ActionOf(action) : null);
    }

    public static XElement Write(RuleProperties rule) => Write(Name, rule);

    /// <param name="element">The description's name.</param>
    /// <param name="rule">The rule.</param>
    public static XElement Write(string element, RuleProperties rule) => new DescriptionBuilder(element, source: null)
        .Element("Filter", FilterOf(rule.Filter))
        .Element("Action", rule.Action is SqlRuleAction sql
            ? Sql("Action", "SqlRuleAction", sql.SqlExpression, sql.Parameters)
            : new XElement(Xml + "Action", new XAttribute(Type, "EmptyRuleAction")))
        .Text("Name", rule.Name)
        .Build();

    private static RuleFilter FilterOf(XElement filter) => XmlValues.TypeOf(filter) switch
    {
        "TrueFilter" => new TrueRuleFilter(),
        "FalseFilter" => new FalseRuleFilter(),
        "SqlFilter" => SqlFilterOf(filter),
        "CorrelationFilter" => CorrelationOf(filter),
        var other => throw new ServiceBusException(isTransient: false, $"The rule has a filter of a kind that is not known: {other}."),
    };

    private static XElement FilterOf(RuleFilter filter) => filter switch
    {
        TrueRuleFilter sql => Sql("Filter", "TrueFilter", sql.SqlExpression, sql.Parameters),
        FalseRuleFilter sql => Sql("Filter", "FalseFilter", sql.SqlExpression, sql.Parameters),
        SqlRuleFilter sql => Sql("Filter", "SqlFilter", sql.SqlExpression, sql.Parameters),
        CorrelationRuleFilter correlation => Correlation(correlation),
        _ => throw new NotSupportedException($"Filters of type {filter.GetType()} cannot be sent."),
    };

    private static SqlRuleFilter SqlFilterOf(XElement filter)
    {
        var sql = new SqlRuleFilter(filter.Element(Xml + "SqlExpression")?.Value ?? "");
        XmlValues.ReadPairs(filter.Element(Xml + "Parameters"), sql.Parameters);
        return sql;
    }

    private static SqlRuleAction? ActionOf(XElement action)
    {
        if (XmlValues.TypeOf(action) != "SqlRuleAction") return null;
        var sql = new SqlRuleAction(action.Element(Xml + "SqlExpression")?.Value ?? "");
        XmlValues.ReadPairs(action.Element(Xml + "Parameters"), sql.Parameters);
        return sql;
    }

    private static CorrelationRuleFilter CorrelationOf(XElement element)
    {
        var fields = new DescriptionFields(element);
        var filter = new CorrelationRuleFilter
        {
            CorrelationId = fields.Text("CorrelationId"),
            MessageId = fields.Text("MessageId"),
            To = fields.Text("To"),
            ReplyTo = fields.Text("ReplyTo"),
            Subject = fields.Text("Label"),
            SessionId = fields.Text("SessionId"),
            ReplyToSessionId = fields.Text("ReplyToSessionId"),
            ContentType = fields.Text("ContentType"),
        };
        XmlValues.ReadPairs(fields.Element("Properties"), filter.ApplicationProperties);
        return filter;
    }

    private static XElement Sql(string element, string type, string expression, IDictionary<string, object> parameters) => new(
        Xml + element, new XAttribute(Type, type), new XElement(Xml + "SqlExpression", expression), XmlValues.WritePairs("Parameters", parameters));

    private static XElement Correlation(CorrelationRuleFilter filter)
    {
        return new(
            Xml + "Filter",
            new XAttribute(Type, "CorrelationFilter"),
            Text("CorrelationId", filter.CorrelationId),
            Text("MessageId", filter.MessageId),
            Text("To", filter.To),
            Text("ReplyTo", filter.ReplyTo),
            Text("Label", filter.Subject),
            Text("SessionId", filter.SessionId),
            Text("ReplyToSessionId", filter.ReplyToSessionId),
            Text("ContentType", filter.ContentType),
            XmlValues.WritePairs("Properties", filter.ApplicationProperties));

        static XElement? Text(string name, string? value) => value is null ? null : new XElement(Xml + name, value);
    }
}
