namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A named filter of a subscription. Names ignore case.</summary>
internal sealed record SubscriptionRule(string Name, IRuleFilter Filter)
{
    /// <summary>Characters that a name may have: Service Bus's own limit.</summary>
    public const int LongestName = 50;

    /// <summary>The rule of a subscription that was created without any: everything.</summary>
    public static readonly SubscriptionRule Default = new("$Default", new MatchAll());

    /// <summary>When the rule was added; the subscription fills it in.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
