namespace RoomChat.Realtime.FanOut;

/// <summary>One share in keeping a feed open. Disposing it twice is harmless.</summary>
internal sealed class RoomLease(SharedFeed shared, RoomFeeds feeds) : IAsyncDisposable
{
    private int _isReleased;

    public RoomFeed Feed => shared.Feed;

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _isReleased, 1) == 0 ? new ValueTask(feeds.ReleaseAsync(shared)) : ValueTask.CompletedTask;
}
