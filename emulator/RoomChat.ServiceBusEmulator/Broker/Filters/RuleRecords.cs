using System.Text.Json;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>Converts rules to stored records and back.</summary>
internal static class RuleRecords
{
    /// <summary>The maximum size of a stored rule in bytes.</summary>
    private const int LargestRule = 65_536;

    public static RuleRecord ToRecord(SubscriptionRule rule) =>
        new(rule.Name, rule.CreatedAt, ToRecord(rule.Filter), rule.Action is { } action
        ? new RuleRecord.SqlRecord(action.Expression, ToRecords(action.Parameters))
        : null);

    /// <exception cref="FormatException">The record has an unknown format.</exception>
    public static SubscriptionRule ToRule(RuleRecord record) => new(record.Name, ToFilter(record.Filter))
    {
        Action = record.Action is { } action ? new SqlRuleAction(action.Expression, ToValues(action.Parameters)) : null,
        CreatedAt = record.Created,
    };

    /// <summary>Checks the size of a rule. The limit equals that of message properties, so a page of rules fits in a response.</summary>
    /// <exception cref="EntityException">The rule is too large.</exception>
    public static void CheckSize(SubscriptionRule rule)
    {
        var size = JsonSerializer.SerializeToUtf8Bytes(ToRecord(rule), EntityJsonContext.Default.RuleRecord).Length;
        if (size <= LargestRule) return;
        throw new EntityException(EntityFault.TooLarge, $"The rule '{rule.Name}' is {size} bytes; the limit is {LargestRule}.");
    }

    /// <summary>Whether two rules are equal, apart from their creation times.</summary>
    public static bool IsSame(SubscriptionRule one, SubscriptionRule other) => Text(one) == Text(other);

    private static string Text(SubscriptionRule rule) =>
        JsonSerializer.Serialize(ToRecord(rule) with { Created = null }, EntityJsonContext.Default.RuleRecord);

    private static RuleRecord.FilterRecord ToRecord(IRuleFilter filter) => filter switch
    {
        MatchAll => new RuleRecord.FilterRecord(Always: true),
        MatchNone => new RuleRecord.FilterRecord(Always: false),
        SqlFilter sql => new RuleRecord.FilterRecord(Sql: new RuleRecord.SqlRecord(sql.Expression, ToRecords(sql.Parameters))),
        CorrelationFilter correlation => new RuleRecord.FilterRecord(Correlation: ToRecord(correlation)),
        _ => throw new InvalidOperationException($"A filter of type {filter.GetType().Name} cannot be kept."),
    };

    private static IRuleFilter ToFilter(RuleRecord.FilterRecord record) => record switch
    {
        { Always: true } => new MatchAll(),
        { Always: false } => new MatchNone(),
        { Sql: { } sql } => new SqlFilter(sql.Expression, ToValues(sql.Parameters)),
        { Correlation: { } correlation } => ToFilter(correlation),
        _ => throw new FormatException("A filter of no known kind was kept."),
    };

    private static RuleRecord.CorrelationRecord ToRecord(CorrelationFilter filter)
    {
        var fields = new (string Name, string? Value)[]
        {
            (nameof(filter.ContentType), filter.ContentType),
            (nameof(filter.CorrelationId), filter.CorrelationId),
            (nameof(filter.Label), filter.Label),
            (nameof(filter.MessageId), filter.MessageId),
            (nameof(filter.ReplyTo), filter.ReplyTo),
            (nameof(filter.ReplyToSessionId), filter.ReplyToSessionId),
            (nameof(filter.SessionId), filter.SessionId),
            (nameof(filter.To), filter.To),
        };
        var given = fields.Where(field => field.Value is not null)
            .ToDictionary(field => field.Name, field => field.Value!, StringComparer.Ordinal);
        return new RuleRecord.CorrelationRecord(given, ToRecords(filter.Properties));
    }

    private static CorrelationFilter ToFilter(RuleRecord.CorrelationRecord record) => new()
    {
        ContentType = record.Fields.GetValueOrDefault(nameof(CorrelationFilter.ContentType)),
        CorrelationId = record.Fields.GetValueOrDefault(nameof(CorrelationFilter.CorrelationId)),
        Label = record.Fields.GetValueOrDefault(nameof(CorrelationFilter.Label)),
        MessageId = record.Fields.GetValueOrDefault(nameof(CorrelationFilter.MessageId)),
        ReplyTo = record.Fields.GetValueOrDefault(nameof(CorrelationFilter.ReplyTo)),
        ReplyToSessionId = record.Fields.GetValueOrDefault(nameof(CorrelationFilter.ReplyToSessionId)),
        SessionId = record.Fields.GetValueOrDefault(nameof(CorrelationFilter.SessionId)),
        To = record.Fields.GetValueOrDefault(nameof(CorrelationFilter.To)),
        Properties = ToValues(record.Properties),
    };

    private static Dictionary<string, ValueRecord?> ToRecords(IReadOnlyDictionary<string, object?> values) =>
        values.ToDictionary(pair => pair.Key, pair => ValueRecord.Of(pair.Value), StringComparer.Ordinal);

    private static Dictionary<string, object?> ToValues(IReadOnlyDictionary<string, ValueRecord?> records) =>
        records.ToDictionary(pair => pair.Key, pair => pair.Value?.ToValue(), StringComparer.Ordinal);
}
