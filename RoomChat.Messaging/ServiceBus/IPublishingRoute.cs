using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Selects the Service Bus entity of a room's messages.</summary>
public interface IPublishingRoute
{
    /// <summary>
    /// Completes when the broker has the messages. They go in one transfer, in order. Either all of them arrive or none.
    /// </summary>
    /// <param name="roomId">The messages' room.</param>
    /// <param name="messages">One or more.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="ServiceBusException">The broker did not accept them, or cannot be reached.</exception>
    Task SendAsync(RoomId roomId, IReadOnlyList<ServiceBusMessage> messages, CancellationToken ct);
}
