namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>Changes the copy of a message that a rule took: <see cref="SqlRuleAction"/>.</summary>
public abstract class RuleAction : IEquatable<RuleAction>
{
    private protected RuleAction()
    {
    }

    /// <inheritdoc/>
    public abstract bool Equals(RuleAction? other);

    /// <inheritdoc/>
    public abstract override bool Equals(object? obj);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();
}
