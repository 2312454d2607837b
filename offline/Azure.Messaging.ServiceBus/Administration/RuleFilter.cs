namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Says which messages of a topic a rule takes: <see cref="SqlRuleFilter"/> or <see cref="CorrelationRuleFilter"/>.</summary>
public abstract class RuleFilter : IEquatable<RuleFilter>
{
    private protected RuleFilter()
    {
    }

    /// <inheritdoc/>
    public abstract bool Equals(RuleFilter? other);

    /// <inheritdoc/>
    public abstract override bool Equals(object? obj);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();
}
