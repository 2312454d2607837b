using Amqp.Types;
using Azure.Messaging.ServiceBus.Administration;

namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Rules, to the maps in which <c>$management</c> takes them and from the described lists in which it gives them.</summary>
internal static class RuleMapping
{
    // Descriptors by number. Those of filters have one hexadecimal digit less than those of actions: no typing error.
    private const ulong SqlActionCode = 0x1_3700_0000_06;
    private const ulong SqlFilterCode = 0x13_7000_0006;
    private const ulong TrueFilterCode = 0x13_7000_0007;
    private const ulong FalseFilterCode = 0x13_7000_0008;
    private const ulong CorrelationFilterCode = 0x13_7000_0009;

    private static readonly Dictionary<string, ulong> CodesByName = new(StringComparer.Ordinal)
    {
        ["com.microsoft:sql-rule-action:list"] = SqlActionCode,
        ["com.microsoft:sql-filter:list"] = SqlFilterCode,
        ["com.microsoft:true-filter:list"] = TrueFilterCode,
        ["com.microsoft:false-filter:list"] = FalseFilterCode,
        ["com.microsoft:correlation-filter:list"] = CorrelationFilterCode,
    };

    public static Map ToAmqp(CreateRuleOptions rule)
    {
        var description = new Map { ["rule-name"] = rule.Name };
        switch (rule.Filter)
        {
            case SqlRuleFilter sql:
                description["sql-filter"] = new Map { ["expression"] = sql.SqlExpression };
                break;
            case CorrelationRuleFilter correlation:
                description["correlation-filter"] = ToAmqp(correlation);
                break;
        }

        description["sql-rule-action"] = rule.Action is SqlRuleAction action ? new Map { ["expression"] = action.SqlExpression } : null;
        return description;
    }

    public static RuleProperties FromAmqp(DescribedValue rule)
    {
        // Filter, action, name, created time.
        var fields = (List)rule.Value;
        return new((string)fields[2], FilterOf((DescribedValue)fields[0]), ActionOf(fields[1] as DescribedValue));
    }

    private static Map ToAmqp(CorrelationRuleFilter filter)
    {
        var properties = new Map();
        foreach (var (name, value) in filter.ApplicationProperties) properties[name] = PropertyValues.ToAmqp(name, value);
        return new Map
        {
            ["correlation-id"] = filter.CorrelationId,
            ["message-id"] = filter.MessageId,
            ["to"] = filter.To,
            ["reply-to"] = filter.ReplyTo,
            ["label"] = filter.Subject,
            ["session-id"] = filter.SessionId,
            ["reply-to-session-id"] = filter.ReplyToSessionId,
            ["content-type"] = filter.ContentType,
            ["properties"] = properties,
        };
    }

    private static RuleFilter FilterOf(DescribedValue filter) => CodeOf(filter) switch
    {
        TrueFilterCode => new TrueRuleFilter(),
        FalseFilterCode => new FalseRuleFilter(),
        SqlFilterCode => new SqlRuleFilter((string)((List)filter.Value)[0]),
        CorrelationFilterCode => CorrelationOf((List)filter.Value),
        _ => throw new NotSupportedException($"The rule has a filter of a kind that is not known: {filter.Descriptor}."),
    };

    private static SqlRuleAction? ActionOf(DescribedValue? action) =>
        action is not null && CodeOf(action) == SqlActionCode ? new((string)((List)action.Value)[0]) : null;

    private static CorrelationRuleFilter CorrelationOf(List fields)
    {
        var filter = new CorrelationRuleFilter
        {
            CorrelationId = Text(0),
            MessageId = Text(1),
            To = Text(2),
            ReplyTo = Text(3),
            Subject = Text(4),
            SessionId = Text(5),
            ReplyToSessionId = Text(6),
            ContentType = Text(7),
        };
        if (fields.Count > 8 && fields[8] is Map properties)
        {
            foreach (var (name, value) in properties) filter.ApplicationProperties[(string)name] = PropertyValues.FromAmqp(value)!;
        }

        return filter;

        string? Text(int index) => fields.Count > index ? fields[index] as string : null;
    }

    private static ulong CodeOf(DescribedValue value) => value.Descriptor is ulong code ? code : CodesByName.GetValueOrDefault(value.Descriptor.ToString() ?? "");
}
