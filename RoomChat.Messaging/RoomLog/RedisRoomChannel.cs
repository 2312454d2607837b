using Microsoft.Extensions.Logging;
using RoomChat.Contracts;
using RoomChat.Messaging.Redis;
using StackExchange.Redis;

namespace RoomChat.Messaging.RoomLog;

/// <summary>A room's channel as Redis pub/sub. The connection subscribes again after it was lost; what was announced in between is in the log.</summary>
internal sealed partial class RedisRoomChannel(IConnectionMultiplexer redis, ILogger<RedisRoomChannel> logger) : IRoomChannel
{
    public async Task<IAsyncDisposable> SubscribeAsync(RoomId roomId, Action<LoggedMessage> onMessage, CancellationToken ct)
    {
        var subscribing = redis.GetSubscriber().SubscribeAsync(RoomKeys.Channel(roomId));
        ChannelMessageQueue queue;
        try
        {
            queue = await subscribing.WaitAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            _ = AbandonAsync(roomId, subscribing);
            throw;
        }
        // One at a time and in order, which a plain handler would not be.
        queue.OnMessage(announcement => Hear(roomId, announcement.Message, onMessage));
        return new Subscription(queue);
    }

    private void Hear(RoomId roomId, RedisValue announcement, Action<LoggedMessage> onMessage)
    {
        try
        {
            onMessage(LogEntry.ReadAnnouncement((byte[])announcement!));
        }
        catch (FormatException cause)
        {
            LogUnreadable(cause, roomId);
        }
        catch (Exception cause)
        {
            // The queue would swallow it. The log still has the message: the next one shows the gap.
            LogNotHeard(cause, roomId);
        }
    }

    private async Task AbandonAsync(RoomId roomId, Task<ChannelMessageQueue> subscribing)
    {
        try
        {
            await (await subscribing).UnsubscribeAsync();
        }
        catch (RedisException cause)
        {
            LogAbandoned(cause, roomId);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Room {RoomId}: an announcement could not be read")]
    private partial void LogUnreadable(Exception cause, RoomId roomId);

    [LoggerMessage(LogLevel.Error, "Room {RoomId}: an announcement was not handled")]
    private partial void LogNotHeard(Exception cause, RoomId roomId);

    [LoggerMessage(LogLevel.Debug, "Room {RoomId}: a subscription that nobody waits for any more failed")]
    private partial void LogAbandoned(Exception cause, RoomId roomId);

    private sealed class Subscription(ChannelMessageQueue queue) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await queue.UnsubscribeAsync();
    }
}
