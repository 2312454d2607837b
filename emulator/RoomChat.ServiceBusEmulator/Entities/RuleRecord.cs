namespace RoomChat.ServiceBusEmulator.Entities;

/// <summary>The stored data of a subscription's rule, enough to create it again.</summary>
/// <param name="Name">The rule's name.</param>
/// <param name="Created">The time of creation.</param>
/// <param name="Filter">Selects messages.</param>
/// <param name="Action">Changes the selected messages; null for no change.</param>
internal sealed record RuleRecord(string Name, DateTimeOffset? Created, RuleRecord.FilterRecord Filter, RuleRecord.SqlRecord? Action)
{
    /// <summary>One of the four kinds of filters.</summary>
    /// <param name="Always">The constant result of a true or false filter.</param>
    /// <param name="Sql">The condition of a SQL filter.</param>
    /// <param name="Correlation">The values of a correlation filter.</param>
    public sealed record FilterRecord(bool? Always = null, SqlRecord? Sql = null, CorrelationRecord? Correlation = null);

    /// <param name="Expression">The text of the expression.</param>
    /// <param name="Parameters">The values of its <c>@</c> parameters.</param>
    public sealed record SqlRecord(string Expression, IReadOnlyDictionary<string, ValueRecord?> Parameters);

    /// <param name="Fields">Standard fields by their names in SQL.</param>
    /// <param name="Properties">Application properties.</param>
    public sealed record CorrelationRecord(
        IReadOnlyDictionary<string, string> Fields, IReadOnlyDictionary<string, ValueRecord?> Properties);
}
