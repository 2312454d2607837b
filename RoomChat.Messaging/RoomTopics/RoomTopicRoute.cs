using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RoomChat.Contracts;
using RoomChat.Messaging.ServiceBus;

namespace RoomChat.Messaging.RoomTopics;

/// <summary>Sends each room's messages to its own topic. The first message makes the topic.</summary>
public sealed partial class RoomTopicRoute(
    ServiceBusClient client,
    RoomTopicLifecycle lifecycle,
    IOptions<RoomTopicOptions> options,
    ILogger<RoomTopicRoute> logger) : IPublishingRoute, IDisposable
{
    // The cache evicts senders at any time. An evicted sender closes when no message is in flight.
    private readonly MemoryCache _senders = new(new MemoryCacheOptions { SizeLimit = options.Value.MaxSenders });
    private readonly Lock _sync = new();
    private readonly Dictionary<RoomId, Task<RoomSender>> _opening = [];

    /// <inheritdoc/>
    public async Task SendAsync(RoomId roomId, IReadOnlyList<ServiceBusMessage> messages, CancellationToken ct)
    {
        try
        {
            await TrySendAsync(roomId, messages, ct);
        }
        catch (ServiceBusException e) when (
            e.Reason is ServiceBusFailureReason.MessagingEntityNotFound or ServiceBusFailureReason.MessagingEntityDisabled)
        {
            // The topic was removed with its room, or is being removed. It is made again.
            LogGone(e, roomId);
            _senders.Remove(roomId);
            await TrySendAsync(roomId, messages, ct);
        }
    }

    /// <summary>Closes all links.</summary>
    public void Dispose()
    {
        _senders.Clear();
        _senders.Dispose();
    }

    private async Task TrySendAsync(RoomId roomId, IReadOnlyList<ServiceBusMessage> messages, CancellationToken ct)
    {
        while (true)
        {
            var sender = _senders.TryGetValue(roomId, out RoomSender? known) ? known! : await OpenAsync(roomId, ct);
            // A sender that was closed meanwhile is replaced in the next round.
            if (await sender.TrySendAsync(messages, ct)) return;
        }
    }

    /// <summary>
    /// Opens a room's sender once for all its callers. Rooms do not wait for each other. Cancelling a caller does not cancel the opening.
    /// </summary>
    private Task<RoomSender> OpenAsync(RoomId roomId, CancellationToken ct)
    {
        lock (_sync)
        {
            if (!_opening.TryGetValue(roomId, out var opening))
                _opening[roomId] = opening = Task.Run(() => OpenOnceAsync(roomId), CancellationToken.None);
            return opening.WaitAsync(ct);
        }
    }

    private async Task<RoomSender> OpenOnceAsync(RoomId roomId)
    {
        try
        {
            await lifecycle.EnsureAsync(roomId, CancellationToken.None);
            var sender = new RoomSender(client.CreateSender(RoomTopicName.Of(roomId)), LogNotClosed);
            _senders.Set(roomId, sender, new MemoryCacheEntryOptions
            {
                Size = 1,
                SlidingExpiration = options.Value.SenderIdle,
                PostEvictionCallbacks =
                {
                    new PostEvictionCallbackRegistration
                    {
                        EvictionCallback = static (_, evicted, _, _) => ((RoomSender)evicted!).Retire()
                    }
                },
            });
            return sender;
        }
        finally
        {
            lock (_sync) _opening.Remove(roomId);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The topic of room {RoomId} is gone; it is made again")]
    private partial void LogGone(Exception exception, RoomId roomId);

    [LoggerMessage(LogLevel.Debug, "The link to topic {Topic} could not be closed")]
    private partial void LogNotClosed(Exception exception, string topic);
}
