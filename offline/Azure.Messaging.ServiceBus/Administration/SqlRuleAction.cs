namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Changes a message by statements in Service Bus's SQL, for example <c>SET priority = 'high'; REMOVE draft</c>.</summary>
public sealed class SqlRuleAction : RuleAction
{
    /// <summary>An action.</summary>
    /// <param name="sqlExpression">The statements, up to 1024 characters.</param>
    /// <exception cref="ArgumentException">The statements are empty or too long.</exception>
    public SqlRuleAction(string sqlExpression) => SqlExpression = EntityNames.CheckedExpression(sqlExpression);

    /// <summary>
    /// Values of the statements' <c>@parameters</c>: text, int, long, bool, double, DateTime, TimeSpan. Only the administration client sends them.
    /// </summary>
    public IDictionary<string, object> Parameters { get; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>The statements.</summary>
    public string SqlExpression { get; }

    /// <summary>Whether two actions are the same.</summary>
    public static bool operator ==(SqlRuleAction? left, SqlRuleAction? right) => Equals(left, right);

    /// <summary>Whether two actions differ.</summary>
    public static bool operator !=(SqlRuleAction? left, SqlRuleAction? right) => !Equals(left, right);

    /// <inheritdoc/>
    public override bool Equals(RuleAction? other) =>
        other is SqlRuleAction sql && string.Equals(SqlExpression, sql.SqlExpression, StringComparison.OrdinalIgnoreCase) && SamePairs.Equal(Parameters, sql.Parameters);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RuleAction other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(SqlExpression);

    /// <inheritdoc/>
    public override string ToString() => $"SqlRuleAction: {SqlExpression}";
}
