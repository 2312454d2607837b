using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Sends messages to their rooms on the routing strategy's route.</summary>
public sealed class MessagePublisher(IPublishingRoute route, RoomShards shards)
{
    private readonly RoomTransfers _transfers = new(route);

    /// <summary>
    /// Completes when the broker has the message. Messages to a room arrive in the order of the calls, awaited or not.
    /// </summary>
    /// <exception cref="ServiceBusException">The broker did not accept it, or cannot be reached. The message may be published again: its
    /// id prevents a duplicate.</exception>
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
