using RoomChat.Realtime.FanOut;

namespace RoomChat.Realtime.Routing;

/// <summary>Reports the served rooms to the strategy: those with open feeds.</summary>
internal sealed class RoutedRooms(RoutingChoice choice) : IRoomSource
{
    public Task<IAsyncDisposable> OpenAsync(RoomFeed feed, CancellationToken ct) => choice.Strategy.ServeAsync(feed.RoomId, ct);
}
