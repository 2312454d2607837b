namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>What must be remembered of a subscription's rule to make it again.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Created">When it was added.</param>
/// <param name="Filter">What it wants.</param>
/// <param name="Action">What it changes; null changes nothing.</param>
internal sealed record RuleRecord(string Name, DateTimeOffset? Created, RuleRecord.FilterRecord Filter, RuleRecord.SqlRecord? Action)
{
    /// <summary>One of the four kinds of filters.</summary>
    /// <param name="Always">The answer of the true and the false filter.</param>
    /// <param name="Sql">The condition of a SQL filter.</param>
    /// <param name="Correlation">The values of a correlation filter.</param>
    public sealed record FilterRecord(bool? Always = null, SqlRecord? Sql = null, CorrelationRecord? Correlation = null);

    /// <param name="Expression">The text.</param>
    /// <param name="Parameters">What it has after <c>@</c>.</param>
    public sealed record SqlRecord(string Expression, IReadOnlyDictionary<string, ValueRecord?> Parameters);

    /// <param name="Fields">Standard fields by their names in SQL.</param>
    /// <param name="Properties">Application properties.</param>
    public sealed record CorrelationRecord(
        IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, ValueRecord?> Properties);
}
