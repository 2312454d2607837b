namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Takes every message.</summary>
public sealed class TrueRuleFilter : SqlRuleFilter
{
    /// <summary>A filter that takes every message.</summary>
    public TrueRuleFilter()
        : base("1=1")
    {
    }

    /// <summary>Whether two filters are the same.</summary>
    public static bool operator ==(TrueRuleFilter? left, TrueRuleFilter? right) => Equals(left, right);

    /// <summary>Whether two filters differ.</summary>
    public static bool operator !=(TrueRuleFilter? left, TrueRuleFilter? right) => !Equals(left, right);

    /// <inheritdoc/>
    public override bool Equals(RuleFilter? other) => other is TrueRuleFilter;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TrueRuleFilter;

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => "TrueRuleFilter";
}
