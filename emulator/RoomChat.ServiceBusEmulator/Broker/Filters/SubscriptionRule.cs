namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A named filter of a subscription. Names ignore case.</summary>
internal sealed record SubscriptionRule(string Name, IRuleFilter Filter)
{
    /// <summary>The application property that tells by which rule a changed copy came in.</summary>
    private const string RuleNameProperty = "RuleName";

    /// <summary>The rule of a subscription that was created without any: everything.</summary>
    public static readonly SubscriptionRule Default = new("$Default", new MatchAll());

    /// <summary>Changes a copy of the rule's own; null lets the subscription's common copy do.</summary>
    public SqlRuleAction? Action { get; init; }

    /// <summary>When the rule was added; the subscription fills it in.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>What the subscription gets by this rule of a message that matches it.</summary>
    /// <exception cref="SqlEvaluationException">The action makes no sense for this message.</exception>
    public BrokerMessage Transform(in Arrival arrival) => Action is null
        ? arrival.Message
        : Action.Apply(arrival).WithProperties(new Dictionary<string, object?>(StringComparer.Ordinal) { [RuleNameProperty] = Name });

    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
