namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A named filter of a subscription. Names ignore case.</summary>
internal sealed record SubscriptionRule(string Name, IRuleFilter Filter)
{
    /// <summary>The application property with the name of the rule that made a changed copy.</summary>
    private const string RuleNameProperty = "RuleName";

    /// <summary>The rule of a subscription created without rules: matches every message.</summary>
    public static readonly SubscriptionRule Default = new("$Default", new MatchAll());

    /// <summary>Changes the rule's own copy. Null uses the subscription's shared copy.</summary>
    public SqlRuleAction? Action { get; init; }

    /// <summary>When the rule was added; set by the subscription.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Returns the copy that the subscription gets for a message that matches this rule.</summary>
    /// <exception cref="SqlEvaluationException">The action cannot be applied to this message.</exception>
    public BrokerMessage Transform(in Arrival arrival) => Action is null
        ? arrival.Message
        : Action.Apply(arrival).WithProperties(new Dictionary<string, object?>(StringComparer.Ordinal) { [RuleNameProperty] = Name });

    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
