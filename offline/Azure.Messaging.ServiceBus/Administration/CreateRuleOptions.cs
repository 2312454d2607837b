namespace Azure.Messaging.ServiceBus.Administration;

/// <summary>A rule to create.</summary>
public sealed class CreateRuleOptions : IEquatable<CreateRuleOptions>
{
    /// <summary>The rule that a subscription has unless it is created with another.</summary>
    public const string DefaultRuleName = "$Default";

    private string _name = DefaultRuleName;
    private RuleFilter _filter;

    /// <summary>The default rule, which takes all messages.</summary>
    public CreateRuleOptions()
        : this(DefaultRuleName)
    {
    }

    /// <summary>A rule that takes all messages.</summary>
    public CreateRuleOptions(string name)
        : this(name, new TrueRuleFilter())
    {
    }

    /// <summary>A rule.</summary>
    public CreateRuleOptions(string name, RuleFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Name = name;
        _filter = filter;
    }

    /// <summary>A rule like another.</summary>
    public CreateRuleOptions(RuleProperties rule)
        : this((rule ?? throw new ArgumentNullException(nameof(rule))).Name, rule.Filter) => Action = rule.Action;

    /// <summary>What it does to the copy it takes; null for nothing.</summary>
    public RuleAction? Action { get; set; }

    /// <summary>Which messages it takes.</summary>
    public RuleFilter Filter
    {
        get => _filter;
        set => _filter = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Its name, up to 50 characters.</summary>
    /// <exception cref="ArgumentException">It is empty, too long or has a character that is not allowed.</exception>
    public string Name
    {
        get => _name;
        set => _name = EntityNames.CheckedSegment(value, nameof(Name));
    }

    /// <summary>Whether two rules are the same.</summary>
    public static bool operator ==(CreateRuleOptions? left, CreateRuleOptions? right) => Equals(left, right);

    /// <summary>Whether two rules differ.</summary>
    public static bool operator !=(CreateRuleOptions? left, CreateRuleOptions? right) => !Equals(left, right);

    /// <inheritdoc/>
    public bool Equals(CreateRuleOptions? other) => other is not null && new RuleProperties(this).Equals(new RuleProperties(other));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CreateRuleOptions);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);
}
