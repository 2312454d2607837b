using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Broker.Routing;

/// <summary>A rule of one of a topic's subscriptions, and its place among all of them.</summary>
/// <param name="SubscriptionOrder">Rises from subscription to subscription as they were added.</param>
/// <param name="RuleOrder">Rises from rule to rule of a subscription as they were added.</param>
/// <param name="Subscription">Whose it is.</param>
/// <param name="Rule">The rule.</param>
internal sealed record IndexedRule(long SubscriptionOrder, long RuleOrder, Subscription Subscription, SubscriptionRule Rule)
{
    public static int ByPlace(IndexedRule left, IndexedRule right) =>
        (left.SubscriptionOrder, left.RuleOrder).CompareTo((right.SubscriptionOrder, right.RuleOrder));
}
