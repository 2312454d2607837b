namespace Azure.Messaging.ServiceBus.Amqp;

/// <summary>Which session a receiver wants.</summary>
/// <param name="SessionId">Its name; null for the next one that has messages and no receiver.</param>
internal sealed record SessionWish(string? SessionId);
