using System.Text.Json;
using RoomChat.ServiceBusEmulator.Broker.Filters;
using RoomChat.ServiceBusEmulator.Entities;

namespace RoomChat.ServiceBusEmulator.Topology;

/// <summary>Makes a rule of what the file says about it.</summary>
internal static class RuleReader
{
    /// <exception cref="FormatException">A rule is wrong, or two have the same name; the message names it.</exception>
    public static IReadOnlyList<SubscriptionRule> ReadAll(IEnumerable<TopologyFile.RuleEntry> entries)
    {
        var rules = entries.Select(Read).ToList();
        var repeated = rules.GroupBy(rule => rule.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        return repeated is null ? rules : throw new FormatException($"There are two rules named '{repeated.Last().Name}'.");
    }

    /// <exception cref="FormatException">The rule is wrong; the message names it.</exception>
    /// <exception cref="EntityException">The name is not allowed.</exception>
    public static SubscriptionRule Read(TopologyFile.RuleEntry entry)
    {
        var name = entry.Name is { Length: > 0 } given ? given : throw new FormatException("The name of a rule is missing.");
        EntityName.CheckRule(name);
        try
        {
            var action = entry.Properties?.Action?.SqlExpression;
            return new SubscriptionRule(name, ReadFilter(name, entry.Properties)) { Action = string.IsNullOrEmpty(action) ? null : new SqlRuleAction(action) };
        }
        catch (SqlFilterException exception)
        {
            throw new FormatException($"Rule '{name}': {exception.Message}", exception);
        }
    }

    private static IRuleFilter ReadFilter(string name, TopologyFile.RuleProperties? properties) => properties switch
    {
        { FilterType: var type, CorrelationFilter: { } filter } when Is(type, "Correlation") => ReadCorrelation(name, filter),
        { FilterType: var type, SqlFilter.SqlExpression: { } expression } when Is(type, "Sql") => new SqlFilter(expression),
        { FilterType: var type } when Is(type, "True") => new MatchAll(),
        { FilterType: var type } when Is(type, "False") => new MatchNone(),
        _ => throw new FormatException($"Rule '{name}': FilterType must be 'Correlation', 'Sql', 'True' or 'False', and the filter of the first two must be there."),
    };

    private static bool Is(string? type, string wanted) => string.Equals(type, wanted, StringComparison.OrdinalIgnoreCase);

    private static CorrelationFilter ReadCorrelation(string rule, TopologyFile.CorrelationEntry entry) => new()
    {
        ContentType = entry.ContentType,
        CorrelationId = entry.CorrelationId,
        Label = entry.Label,
        MessageId = entry.MessageId,
        ReplyTo = entry.ReplyTo,
        ReplyToSessionId = entry.ReplyToSessionId,
        SessionId = entry.SessionId,
        To = entry.To,
        Properties = (entry.Properties ?? new Dictionary<string, JsonElement>(StringComparer.Ordinal))
            .ToDictionary(property => property.Key, property => ReadValue(rule, property.Key, property.Value), StringComparer.Ordinal),
    };

    private static object? ReadValue(string rule, string property, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => value.TryGetInt64(out var integer) ? integer : value.GetDouble(),
        _ => throw new FormatException($"Rule '{rule}': the value of '{property}' must be a text, a number or a boolean."),
    };
}
