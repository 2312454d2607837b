namespace RoomChat.Contracts.Http.Operator;

/// <summary>A subscription of the topic.</summary>
/// <param name="Name">The subscription.</param>
/// <param name="Active">Messages that wait for a receiver.</param>
/// <param name="DeadLetters">Messages that no receiver could take.</param>
public sealed record BrokerSubscription(string Name, long Active, long DeadLetters);
