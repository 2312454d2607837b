namespace RoomChat.ServiceBusEmulator.Broker.Filters;

/// <summary>A named filter of a subscription.</summary>
internal sealed record SubscriptionRule(string Name, IRuleFilter Filter)
{
    /// <summary>The rule of a subscription that was created without any: everything.</summary>
    public static readonly SubscriptionRule Default = new("$Default", new MatchAll());
}
