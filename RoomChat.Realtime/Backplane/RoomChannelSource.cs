using RoomChat.Messaging.RoomLog;
using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Backplane;

/// <summary>Fills a feed from the room's channel: whichever instance appended a message, all that serve the room hear it here.</summary>
internal sealed class RoomChannelSource(IRoomChannel channel) : IRoomSource
{
    public Task<IAsyncDisposable> OpenAsync(RoomFeed feed, CancellationToken ct) => channel.SubscribeAsync(feed.RoomId, feed, ct);
}
