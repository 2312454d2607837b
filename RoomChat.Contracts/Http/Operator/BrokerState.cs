namespace RoomChat.Contracts.Http.Operator;

/// <summary>What waits at Service Bus.</summary>
/// <param name="Topic">The topic of all messages.</param>
/// <param name="Subscriptions">Its subscriptions.</param>
public sealed record BrokerState(string Topic, IReadOnlyList<BrokerSubscription> Subscriptions);
