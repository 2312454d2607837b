using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Routing;

/// <summary>Tells the strategy which rooms this instance serves: those whose feeds are open.</summary>
internal sealed class RoutedRooms(RoutingChoice choice) : IRoomSource
{
    public Task<IAsyncDisposable> OpenAsync(RoomFeed feed, CancellationToken ct) => choice.Strategy.ServeAsync(feed.RoomId, ct);
}
