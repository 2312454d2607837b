using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>Each room's messages go to a topic of its own, which is made when the first one does.</summary>
public sealed partial class RoomTopicRoute(
    ServiceBusClient client, RoomTopicLifecycle lifecycle, IOptions<RoomTopicOptions> options, ILogger<RoomTopicRoute> logger) : IPublishingRoute, IDisposable
{
    private readonly MemoryCache _senders = new(new MemoryCacheOptions { SizeLimit = options.Value.MaxSenders });
    private readonly SemaphoreSlim _opening = new(1, 1);

    /// <inheritdoc/>
    public async Task SendAsync(RoomId roomId, ServiceBusMessage message, CancellationToken ct)
    {
        var sender = await GetSenderAsync(roomId, ct);
        try
        {
            await sender.SendMessageAsync(message, ct);
        }
        catch (ServiceBusException e) when (e.Reason is ServiceBusFailureReason.MessagingEntityNotFound or ServiceBusFailureReason.MessagingEntityDisabled)
        {
            // Removed with its room since we last sent, or being removed now: the room comes into being again.
            LogGone(e, roomId);
            _senders.Remove(roomId);
            sender = await GetSenderAsync(roomId, ct);
            await sender.SendMessageAsync(message, ct);
        }
    }

    /// <summary>Closes all links.</summary>
    public void Dispose()
    {
        _senders.Clear();
        _senders.Dispose();
        _opening.Dispose();
    }

    private async Task<ServiceBusSender> GetSenderAsync(RoomId roomId, CancellationToken ct)
    {
        if (_senders.TryGetValue(roomId, out ServiceBusSender? known)) return known!;
        await _opening.WaitAsync(ct);
        try
        {
            if (_senders.TryGetValue(roomId, out known)) return known!;
            await lifecycle.EnsureAsync(roomId, ct);
            var sender = client.CreateSender(RoomTopicName.Of(roomId));
            return _senders.Set(roomId, sender, new MemoryCacheEntryOptions
            {
                Size = 1,
                SlidingExpiration = options.Value.SenderIdle,
                PostEvictionCallbacks = { new PostEvictionCallbackRegistration { EvictionCallback = (_, evicted, _, _) => _ = CloseAsync((ServiceBusSender)evicted!) } },
            });
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task CloseAsync(ServiceBusSender sender)
    {
        try
        {
            await sender.DisposeAsync();
        }
        catch (Exception e)
        {
            LogNotClosed(e, sender.EntityPath);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The topic of room {RoomId} is gone; it is made again")]
    private partial void LogGone(Exception exception, RoomId roomId);

    [LoggerMessage(LogLevel.Debug, "The link to topic {Topic} could not be closed")]
    private partial void LogNotClosed(Exception exception, string topic);
}
