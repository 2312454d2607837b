using Azure.Messaging.ServiceBus;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Which entity a room's messages are sent to.</summary>
public interface IPublishingRoute
{
    /// <summary>
    /// Completes when the broker has the messages. They go in one transfer, in their order, and either all of them arrive or none.
    /// </summary>
    /// <param name="roomId">The room of all of them.</param>
    /// <param name="messages">One or more.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <exception cref="ServiceBusException">The broker did not take them, or cannot be reached.</exception>
    Task SendAsync(RoomId roomId, IReadOnlyList<ServiceBusMessage> messages, CancellationToken ct);
}
