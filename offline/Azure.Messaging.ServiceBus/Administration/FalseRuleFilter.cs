namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Takes no message.</summary>
public sealed class FalseRuleFilter : SqlRuleFilter
{
    /// <summary>A filter that takes no message.</summary>
    public FalseRuleFilter()
        : base("1=0")
    {
    }

    /// <summary>Whether two filters are the same.</summary>
    public static bool operator ==(FalseRuleFilter? left, FalseRuleFilter? right) => Equals(left, right);

    /// <summary>Whether two filters differ.</summary>
    public static bool operator !=(FalseRuleFilter? left, FalseRuleFilter? right) => !Equals(left, right);

    /// <inheritdoc/>
    public override bool Equals(RuleFilter? other) => other is FalseRuleFilter;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FalseRuleFilter;

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => "FalseRuleFilter";
}
