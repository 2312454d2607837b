using Amqp;
using Amqp.Types;
using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Amqp;

/// <summary>Rules as <c>$management</c> takes them (maps) and gives them (described lists).</summary>
internal static class RuleMapping
{
    // Service Bus's descriptors. Those of filters have one hexadecimal digit less; this is not a typing error.
    private const ulong RuleDescription = 0x1_3700_0000_04;
    private const ulong EmptyAction = 0x1_3700_0000_05;
    private const ulong SqlActionCode = 0x1_3700_0000_06;
    private const ulong SqlFilterCode = 0x13_7000_0006;
    private const ulong TrueFilterCode = 0x13_7000_0007;
    private const ulong FalseFilterCode = 0x13_7000_0008;
    private const ulong CorrelationFilterCode = 0x13_7000_0009;

    /// <summary>The version of the SQL dialect that clients expect beside each expression.</summary>
    private const int CompatibilityLevel = 20;

    /// <summary>Bytes that hold a usual rule.</summary>
    private const int InitialBufferSize = 512;

    /// <summary>Reads the <c>rule-description</c> of an <c>add-rule</c>.</summary>
    /// <exception cref="FormatException">The description is wrong; the message gives the reason.</exception>
    public static SubscriptionRule Read(string name, Dictionary<string, object?> description) => new(name, ReadFilter(description))
    {
        Action = description.GetValueOrDefault("sql-rule-action") is Map action ? new SqlRuleAction(Expression(action)) : null,
    };

    /// <summary>Writes a rule for <c>enumerate-rules</c>.</summary>
    public static DescribedValue Write(SubscriptionRule rule) => new(
        RuleDescription,
        new List { WriteFilter(rule.Filter), WriteAction(rule.Action), rule.Name, rule.CreatedAt?.UtcDateTime });

    /// <summary>Bytes of a written rule.</summary>
    public static int SizeOf(DescribedValue rule)
    {
        var buffer = new ByteBuffer(InitialBufferSize, autoGrow: true);
        Encoder.WriteObject(buffer, rule);
        return buffer.Length;
    }

    private static IRuleFilter ReadFilter(Dictionary<string, object?> description)
    {
        if (description.GetValueOrDefault("sql-filter") is Map sql) return new SqlFilter(Expression(sql));
        if (description.GetValueOrDefault("correlation-filter") is Map correlation)
            return ReadCorrelation(MessageMapping.ReadMap(correlation));
        if (description.ContainsKey("true-filter")) return new MatchAll();
        if (description.ContainsKey("false-filter")) return new MatchNone();
        throw new FormatException("the description must have a sql-filter or a correlation-filter.");
    }

    private static string Expression(Map map) =>
        MessageMapping.ReadMap(map).GetValueOrDefault("expression") as string ?? throw new FormatException("the expression is missing.");

    private static CorrelationFilter ReadCorrelation(Dictionary<string, object?> map)
    {
        return new CorrelationFilter
        {
            CorrelationId = Text("correlation-id"),
            MessageId = Text("message-id"),
            To = Text("to"),
            ReplyTo = Text("reply-to"),
            Label = Text("label"),
            SessionId = Text("session-id"),
            ReplyToSessionId = Text("reply-to-session-id"),
            ContentType = Text("content-type"),
            Properties = Properties(),
        };

        string? Text(string key) => map.GetValueOrDefault(key)?.ToString();

        Dictionary<string, object?> Properties()
        {
            var properties = MessageMapping.ReadProperties(map.GetValueOrDefault("properties") as Map);
            foreach (var (name, value) in properties)
            {
                if (value is not null && SqlValues.KeyOf(value) is null)
                    throw new FormatException($"the property '{name}' has a type that does not compare.");
            }

            return properties;
        }
    }

    private static DescribedValue WriteFilter(IRuleFilter filter) => filter switch
    {
        SqlFilter sql => new DescribedValue(SqlFilterCode, new List { sql.Expression, CompatibilityLevel }),
        CorrelationFilter correlation => new DescribedValue(CorrelationFilterCode, WriteCorrelation(correlation)),
        MatchAll => new DescribedValue(TrueFilterCode, new List()),
        MatchNone => new DescribedValue(FalseFilterCode, new List()),
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} has no form for clients."),
    };

    // Never null, because the JavaScript client reads its fields.
    private static DescribedValue WriteAction(SqlRuleAction? action) => action is null
        ? new DescribedValue(EmptyAction, new List())
        : new DescribedValue(SqlActionCode, new List { action.Expression, CompatibilityLevel });

    private static List WriteCorrelation(CorrelationFilter filter)
    {
        var properties = new Map();
        foreach (var (name, value) in filter.Properties) properties[name] = PropertyValues.ToWire(value);
        return
        [
            filter.CorrelationId, filter.MessageId, filter.To, filter.ReplyTo, filter.Label,
            filter.SessionId, filter.ReplyToSessionId, filter.ContentType, properties,
        ];
    }
}
