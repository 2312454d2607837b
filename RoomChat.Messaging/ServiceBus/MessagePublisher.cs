using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Sends messages to their rooms, on the route that goes with the routing strategy.</summary>
public sealed class MessagePublisher(IPublishingRoute route, RoomShards shards)
{
    /// <summary>Completes when the broker has the message.</summary>
    /// <exception cref="ServiceBusException">The broker did not take it, or cannot be reached. The same message may be published again: its id makes it one.</exception>
    public Task PublishAsync(ChatMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        return route.SendAsync(message.RoomId, Envelope.Seal(message, shards.Of(message.RoomId)), ct);
    }
}
