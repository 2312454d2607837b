using RoomChat.ServiceBusEmulator.Broker.Filters;

namespace RoomChat.ServiceBusEmulator.Broker.Routing;

/// <summary>A rule of a topic's subscription, and its position among all rules of the topic.</summary>
/// <param name="SubscriptionOrder">Rises in the order the subscriptions were added.</param>
/// <param name="RuleOrder">Rises in the order the rules of a subscription were added.</param>
/// <param name="Subscription">The rule's subscription.</param>
/// <param name="Rule">The rule.</param>
internal sealed record IndexedRule(long SubscriptionOrder, long RuleOrder, Subscription Subscription, SubscriptionRule Rule)
{
    public static int ByPlace(IndexedRule left, IndexedRule right) =>
        (left.SubscriptionOrder, left.RuleOrder).CompareTo((right.SubscriptionOrder, right.RuleOrder));
}
