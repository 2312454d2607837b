using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Which entity a room's messages are sent to.</summary>
public interface IPublishingRoute
{
    /// <summary>Completes when the broker has the message.</summary>
    /// <exception cref="ServiceBusException">The broker did not take it, or cannot be reached.</exception>
    Task SendAsync(RoomId roomId, ServiceBusMessage message, CancellationToken ct);
}
