using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Sends messages to their rooms, on the route that goes with the routing strategy.</summary>
public sealed class MessagePublisher(IPublishingRoute route, RoomShards shards)
{
    private readonly RoomTransfers _transfers = new(route);

    /// <summary>
    /// Completes when the broker has the message. Messages to a room arrive in the order of the calls, also when they are not awaited one
    /// by one.
    /// </summary>
    /// <exception cref="ServiceBusException">The broker did not take it, or cannot be reached. The same message may be published again: its
    /// id makes it one.</exception>
    public async Task PublishAsync(ChatMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            await _transfers.SendAsync(message.RoomId, Envelope.Seal(message, shards.Of(message.RoomId)), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && BrokerFailure.IsHidden(e))
        {
            throw BrokerFailure.Reveal(e);
        }
    }
}
