namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Takes messages for which an expression in Service Bus's SQL is true, for example <c>sys.Label = 'order' AND amount &gt; 100</c>.</summary>
public class SqlRuleFilter : RuleFilter
{
    /// <summary>A filter.</summary>
    /// <param name="sqlExpression">The expression, up to 1024 characters.</param>
    /// <exception cref="ArgumentException">The expression is empty or too long.</exception>
    public SqlRuleFilter(string sqlExpression) => SqlExpression = EntityNames.CheckedExpression(sqlExpression);

    /// <summary>
    /// Values of the expression's <c>@parameters</c>: text, int, long, bool, double, DateTime, TimeSpan. Only the administration client sends them.
    /// </summary>
    public IDictionary<string, object> Parameters { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>The expression.</summary>
    public string SqlExpression { get; }

    /// <summary>Whether two filters are the same.</summary>
    public static bool operator ==(SqlRuleFilter? left, SqlRuleFilter? right) => Equals(left, right);

    /// <summary>Whether two filters differ.</summary>
    public static bool operator !=(SqlRuleFilter? left, SqlRuleFilter? right) => !Equals(left, right);

    /// <inheritdoc/>
    public override bool Equals(RuleFilter? other) =>
        other is SqlRuleFilter sql && string.Equals(SqlExpression, sql.SqlExpression, StringComparison.OrdinalIgnoreCase) && SamePairs.Equal(Parameters, sql.Parameters);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RuleFilter other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(SqlExpression);

    /// <inheritdoc/>
    public override string ToString() => $"SqlRuleFilter: {SqlExpression}";
}
