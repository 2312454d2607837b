using RoomChat.Messaging.RoomLog;

namespace RoomChat.Realtime.FanOut;

/// <summary>Fills a feed from the room's channel. All instances that serve the room receive each append, from any instance.</summary>
internal sealed class RoomChannelSource(IRoomChannel channel) : IRoomSource
{
    public Task<IAsyncDisposable> OpenAsync(RoomFeed feed, CancellationToken ct) => channel.SubscribeAsync(feed.RoomId, feed, ct);
}
