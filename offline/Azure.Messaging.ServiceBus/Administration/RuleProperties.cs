namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>A rule of a subscription.</summary>
public sealed class RuleProperties : IEquatable<RuleProperties>
{
    /// <summary>The rule that a subscription has unless it is created with another.</summary>
    public const string DefaultRuleName = "$Default";

    private RuleFilter _filter;

    internal RuleProperties(string name, RuleFilter filter, RuleAction? action) => (Name, _filter, Action) = (name, filter, action);

    internal RuleProperties(CreateRuleOptions options)
        : this(options.Name, options.Filter, options.Action)
    {
    }

    /// <summary>What it does to the copy it takes; null for nothing.</summary>
    public RuleAction? Action { get; set; }

    /// <summary>Which messages it takes.</summary>
    public RuleFilter Filter
    {
        get => _filter;
        set => _filter = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Whether two rules are the same.</summary>
    public static bool operator ==(RuleProperties? left, RuleProperties? right) => Equals(left, right);

    /// <summary>Whether two rules differ.</summary>
    public static bool operator !=(RuleProperties? left, RuleProperties? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(RuleProperties? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase) && Equals(Filter, other.Filter) && Equals(Action, other.Action);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RuleProperties);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);
}
