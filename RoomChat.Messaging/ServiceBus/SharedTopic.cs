using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Sends all rooms' messages to one topic.</summary>
public sealed class SharedTopic(ServiceBusClient client, IOptions<ServiceBusNames> names) : IPublishingRoute, IAsyncDisposable
{
    private readonly ServiceBusSender _sender = client.CreateSender(names.Value.Topic);

    /// <inheritdoc/>
    public Task SendAsync(RoomId roomId, IReadOnlyList<ServiceBusMessage> messages, CancellationToken ct) =>
        _sender.SendMessagesAsync(messages, ct);

    /// <summary>Closes the sender's link.</summary>
    public ValueTask DisposeAsync() => _sender.DisposeAsync();
}
