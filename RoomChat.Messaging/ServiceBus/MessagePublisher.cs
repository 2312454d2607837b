using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;

namespace RoomChat.Messaging.ServiceBus;

/// <summary>Sends messages to the topic.</summary>
public sealed class MessagePublisher(ServiceBusClient client, IOptions<ServiceBusNames> names, RoomShards shards) : IAsyncDisposable
{
    private readonly ServiceBusSender _sender = client.CreateSender(names.Value.Topic);

    /// <summary>Completes when the broker has the message.</summary>
    /// <exception cref="ServiceBusException">The broker did not take it, or cannot be reached. The same message may be published again: its id makes it one.</exception>
    public Task PublishAsync(ChatMessage message, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _sender.SendMessageAsync(Envelope.Seal(message, shards.Of(message.RoomId)), ct);
    }

    /// <summary>Closes the sender's link.</summary>
    public ValueTask DisposeAsync() => _sender.DisposeAsync();
}
