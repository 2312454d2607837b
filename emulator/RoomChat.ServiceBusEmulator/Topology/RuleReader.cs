using System.Globalization;
using System.Text.Json;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>Reads rules from the file.</summary>
internal static class RuleReader
{
    private const string FilterType = "FilterType";
    private const string Correlation = "CorrelationFilter";
    private const string Sql = "SqlFilter";
    private const string Expression = "SqlExpression";
    private static readonly string[] FilterTypes = ["Correlation", "Sql", "True", "False"];

    private static readonly string[] CorrelationFields =
    [
        nameof(CorrelationFilter.ContentType), nameof(CorrelationFilter.CorrelationId), nameof(CorrelationFilter.Label),
        nameof(CorrelationFilter.MessageId), nameof(CorrelationFilter.ReplyTo), nameof(CorrelationFilter.ReplyToSessionId),
        nameof(CorrelationFilter.SessionId), nameof(CorrelationFilter.To), nameof(CorrelationFilter.Properties),
    ];

    /// <exception cref="FormatException">A rule is wrong, or two have the same name; the message has the rule and its place.</exception>
    public static IReadOnlyList<SubscriptionRule> ReadAll(IReadOnlyList<ConfigNode> nodes)
    {
        var rules = new List<SubscriptionRule>();
        foreach (var node in nodes)
        {
            var rule = Read(node);
            if (rules.Exists(other => other.IsNamed(rule.Name))) throw node.Wrong($"There are two rules named '{rule.Name}'");
            rules.Add(rule);
        }

        return rules;
    }

    private static SubscriptionRule Read(ConfigNode node)
    {
        var entry = new ConfigObject(node, owner: null, ["Name", "Properties"]);
        if (entry.Text("Name") is not { Length: > 0 } name) throw node.Wrong("The name of a rule is missing");
        var properties = entry.Find("Properties") is { } said
            ? new ConfigObject(said, $"Rule '{name}'", [FilterType, Correlation, Sql, "Action"])
            : throw node.Wrong($"Rule '{name}': Properties is missing: it has the FilterType and the filter");
        try
        {
            EntityName.CheckRule(name);
            var rule = new SubscriptionRule(name, ReadFilter(properties)) { Action = ReadAction(properties) };
            RuleRecords.CheckSize(rule);
            return rule;
        }
        catch (EntityException exception)
        {
            throw node.Wrong(exception.Message.TrimEnd('.'));
        }
    }

    private static IRuleFilter ReadFilter(ConfigObject properties)
    {
        var given = properties.Text(FilterType);
        var type = FilterTypes.FirstOrDefault(known => known.Equals(given, StringComparison.OrdinalIgnoreCase));
        if (type is null)
        {
            var what = $"{FilterType} must be one of {string.Join(", ", FilterTypes)}, but is {given ?? "missing"}";
            throw properties.Wrong(properties.Find(FilterType) ?? properties.Node, what);
        }

        var correlation = properties.Object(Correlation, CorrelationFields);
        var sql = properties.Object(Sql, [Expression]);
        if (type != "Correlation") CheckUnused(properties, correlation, type);
        if (type != "Sql") CheckUnused(properties, sql, type);
        return type switch
        {
            "Correlation" => ReadCorrelation(properties, correlation),
            "Sql" => ReadSql(properties, sql),
            "True" => new MatchAll(),
            _ => new MatchNone(),
        };
    }

    /// <summary>Checks that the filter of another type is missing or empty. Aspire writes an empty one next to the filter in use.</summary>
    private static void CheckUnused(ConfigObject properties, ConfigObject? filter, string type)
    {
        if (filter is { IsEmpty: false })
            throw properties.Wrong(filter.Node, $"a filter of this kind is not possible with {FilterType} '{type}'");
    }

    private static SqlFilter ReadSql(ConfigObject properties, ConfigObject? filter)
    {
        if (filter?.Text(Expression) is not { } text)
            throw properties.Wrong(filter?.Node ?? properties.Node, $"{Sql} with its {Expression} is missing");
        try
        {
            return new SqlFilter(text);
        }
        catch (SqlFilterException exception)
        {
            throw properties.Wrong(filter.Find(Expression)!, exception.Message.TrimEnd('.'));
        }
    }

    private static SqlRuleAction? ReadAction(ConfigObject properties)
    {
        if (properties.Object("Action", [Expression]) is not { } action || action.Text(Expression) is not { Length: > 0 } text) return null;
        try
        {
            return new SqlRuleAction(text);
        }
        catch (SqlFilterException exception)
        {
            throw properties.Wrong(action.Find(Expression)!, exception.Message.TrimEnd('.'));
        }
    }

    private static CorrelationFilter ReadCorrelation(ConfigObject properties, ConfigObject? filter)
    {
        if (filter is null) throw properties.Wrong(properties.Node, $"{Correlation} is missing");
        var read = new CorrelationFilter
        {
            ContentType = filter.Text(nameof(CorrelationFilter.ContentType)),
            CorrelationId = filter.Text(nameof(CorrelationFilter.CorrelationId)),
            Label = filter.Text(nameof(CorrelationFilter.Label)),
            MessageId = filter.Text(nameof(CorrelationFilter.MessageId)),
            ReplyTo = filter.Text(nameof(CorrelationFilter.ReplyTo)),
            ReplyToSessionId = filter.Text(nameof(CorrelationFilter.ReplyToSessionId)),
            SessionId = filter.Text(nameof(CorrelationFilter.SessionId)),
            To = filter.Text(nameof(CorrelationFilter.To)),
            Properties = ReadProperties(filter),
        };
        return read.IsEmpty
            ? throw filter.Wrong(filter.Node, $"{Correlation} compares nothing: every message would match, which is {FilterType} 'True'")
            : read;
    }

    private static Dictionary<string, object?> ReadProperties(ConfigObject filter)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        if (filter.Find(nameof(CorrelationFilter.Properties)) is not { } node) return values;
        if (node.Kind != JsonValueKind.Object) throw filter.Wrong(node, $"Properties must be an object, but is {node.InWords}");
        foreach (var (name, value) in node.Members)
        {
            if (!values.TryAdd(name, ReadValue(filter, name, value))) throw filter.Wrong(value, $"the property '{name}' is there twice");
        }

        return values;
    }

    private static object ReadValue(ConfigObject filter, string name, ConfigNode value) => value.Kind switch
    {
        JsonValueKind.String => value.Text,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when long.TryParse(value.Text, CultureInfo.InvariantCulture, out var integer) => integer,
        JsonValueKind.Number => double.Parse(value.Text, CultureInfo.InvariantCulture),
        _ => throw filter.Wrong(value, $"the value of '{name}' must be a text, a number or a boolean, but is {value.InWords}"),
    };
}
